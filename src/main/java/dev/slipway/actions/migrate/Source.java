package dev.slipway.actions.migrate;

import dev.slipway.backup.BackupName;
import dev.slipway.base.Data;
import dev.slipway.hands.Given;
import dev.slipway.parameters.Depot;
import dev.slipway.parameters.Doc;
import dev.slipway.plan.Preview;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The backup to which a schema goes back together with its data. */
public record Source(
        @Doc("For the word restore: the store below 'stores' that has the backup") @Depot
        Optional<String> store,

        @Doc(
                "For the word restore: the backup that was made and proved before it was migrated, ${steps.ID.id} of a backup.postgres")
        Optional<String> backup,

        @Doc(
                "For the word restore: the variable with the private key of age that opens it; not needed where it is not encrypted")
        Optional<String> identity) {
    private static final Pattern OUTPUT = Pattern.compile("\\$\\{\\s*steps\\.([A-Za-z0-9_-]+)\\.id\\s*}");
    private static final String MAKER = "backup.postgres";

    public Source {
        identity.ifPresent(text -> Given.check("identity", text));
        if (backup.filter(text -> !text.contains("${") && BackupName.parse(text).isEmpty())
                .isPresent()) {
            throw new IllegalArgumentException("'backup' is the output 'id' of a backup.postgres: ${steps.ID.id}");
        }
    }

    private boolean given() {
        return store.isPresent() || backup.isPresent() || identity.isPresent();
    }

    /** @param word the parameter that says restore, or something else */
    void check(String word, boolean restores, Means means) {
        if (!restores && given()) {
            throw new IllegalArgumentException(
                    "'store', 'backup' and 'identity' are for '" + word + ": restore'; without it nothing is restored");
        }
        if (restores && (store.isEmpty() || backup.isEmpty() || means.url().isEmpty())) {
            throw new IllegalArgumentException(
                    "'" + word + ": restore' needs 'url', 'store' and 'backup', the output 'id' of a backup.postgres:"
                            + " ${steps.ID.id}");
        }
    }

    /** Whether it is one that this run makes, as it is written, or as it was made. */
    void checkOwn() {
        if (backup.filter(text -> text.contains("${") && !OUTPUT.matcher(text).matches())
                .isPresent()) {
            throw new IllegalArgumentException(
                    "'backup' is the output 'id' of a backup.postgres earlier in this run: ${steps.ID.id}");
        }
    }

    /** The step that makes the backup, with the action that it must be; as the parameters are written. */
    static Map<String, String> makers(Data.Mapping parameters) {
        Optional<Matcher> output =
                new Preview(parameters).text("backup").map(OUTPUT::matcher).filter(Matcher::matches);
        return output.map(found -> Map.of(found.group(1), MAKER)).orElse(Map.of());
    }
}
