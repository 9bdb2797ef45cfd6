package dev.slipway.actions.config;

import dev.slipway.base.Data;
import dev.slipway.base.Nearest;
import dev.slipway.base.Problem;
import dev.slipway.flags.Flag;
import dev.slipway.flags.FlagFile;
import dev.slipway.flags.Placed;
import dev.slipway.hands.Action;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code flags.set}: a feature flag in a file of flagd's format is switched, and the rest of the file stays as it is. */
public final class FlagsSet implements Action<FlagsSet.Switch> {
    private static final String SAID = "said";

    public record Switch(
            @Doc("The file of flags") String file,

            @Doc("The flag") String flag,

            @Doc("The variant that holds where no rule says otherwise")
            Optional<String> variant,

            @Doc("Whether it is evaluated at all; disabled gives every client its own default")
            Optional<State> state,

            @Doc(
                    "What becomes of its rules: keep lets them decide, remove takes them out; needed with 'variant' where there are rules")
            Optional<Rules> rules) {
        public Switch {
            if (file.isBlank() || flag.isBlank()) {
                throw new IllegalArgumentException("'file' and 'flag' are not empty");
            }
            if (variant.isEmpty() && state.isEmpty() && rules.isEmpty()) {
                throw new IllegalArgumentException("one of variant, state, rules is needed");
            }
        }
    }

    public enum State {
        ENABLED,
        DISABLED
    }

    public enum Rules {
        KEEP,
        REMOVE
    }

    @Override
    public String name() {
        return "flags.set";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a feature flag is switched, without a restart";
    }

    @Override
    public String doc() {
        return "Changes only what is named, in the text of the file, by one rename: whoever reads the file live (slipway flags,"
                + " flagd) has the one or the other. Rules ('targeting') win over the variant, so that they must be"
                + " spoken of. The file is refused where slipway flags would refuse it. A feature that hangs on an"
                + " environment variable is no flag of this kind: that is env.apply, and the service must be recreated.";
    }

    @Override
    public String example() {
        return "flags.set: {file: flags.json, flag: new-checkout, variant: 'off', rules: remove}";
    }

    @Override
    public Parameters<Switch> parameters() {
        return RecordParameters.of(Switch.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(shown.text("flag", "?")
                + shown.phrase(" → ", "variant")
                + shown.phrase(", ", "state")
                + shown.phrase(", rules: ", "rules"));
    }

    @Override
    public Optional<String> undoPreview(Data.Mapping parameters) {
        return Optional.of("the former file back in its place");
    }

    @Override
    public Outcome perform(Switch wanted, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            WholeText file = WholeText.of(site, wanted.file());
            Optional<Replacement> cutOff = Replacement.applied(site);
            return cutOff.isPresent() ? succeeded(cutOff.get().memory().text(SAID, "")) : apply(wanted, file);
        });
    }

    private static Outcome apply(Switch wanted, WholeText file) throws Refusal, IOException, InterruptedException {
        String before = file.read();
        FlagFile flags = sound(wanted.file(), before);
        Flag flag = flags.flags().get(wanted.flag());
        if (flag == null) {
            throw new Refusal("there is no flag " + wanted.flag() + " in " + wanted.file()
                    + near(wanted.flag(), flags.flags().keySet()));
        }
        check(wanted, flag);
        String after = flags.with(changes(wanted, flag, flags));
        if (after.equals(before)) {
            return succeeded("all is so already");
        }
        Flag changed = sound(wanted.file(), after).flags().get(wanted.flag());
        if (changed == null) {
            throw new Refusal(wanted.flag() + " could not be changed in the text of " + wanted.file());
        }
        String said = words(changed);
        Replacement.of(file, before, after, new Data.Mapping(Map.of(SAID, Data.of(said))))
                .perform(file.site(), after);
        return succeeded(said);
    }

    private static FlagFile sound(String file, String text) throws Refusal {
        List<Problem> problems = new ArrayList<>();
        Optional<FlagFile> read = FlagFile.read(file, text, problems);
        if (read.isEmpty()) {
            throw new Refusal(
                    problems.getFirst().span() + " " + problems.getFirst().says());
        }
        return read.get();
    }

    private static String near(String word, Collection<String> known) {
        return Nearest.to(word, known)
                .map(name -> ": did you mean '" + name + "'")
                .orElse("");
    }

    private static void check(Switch wanted, Flag flag) throws Refusal {
        if (wanted.variant().isPresent()
                && !flag.variants().containsKey(wanted.variant().get())) {
            throw new Refusal("'" + wanted.variant().get() + "' is no variant of " + flag.key()
                    + near(wanted.variant().get(), flag.variants().keySet()) + "; it has "
                    + String.join(", ", flag.variants().keySet()));
        }
        if (wanted.variant().isPresent()
                && flag.rule().isPresent()
                && wanted.rules().isEmpty()) {
            throw new Refusal(
                    flag.key() + " has rules, which win over its variant: say 'rules: keep' or 'rules: remove'");
        }
    }

    /** A key that is not there yet is written with the state, which is always there. */
    private static Map<Placed, Data> changes(Switch wanted, Flag flag, FlagFile flags) throws Refusal {
        Map<String, Placed> entries =
                Objects.requireNonNull(flags.placed().get(flag.key())).entries();
        Map<Placed, Data> changes = new LinkedHashMap<>();
        if (wanted.variant().isPresent()) {
            Placed place = entries.get("defaultVariant");
            if (place == null) {
                throw new Refusal(
                        flag.key() + " has no defaultVariant that could be changed: write one into " + wanted.file());
            }
            changes.put(place, Data.of(wanted.variant().get()));
        }
        if (wanted.state().isPresent()) {
            Placed place = Objects.requireNonNull(entries.get("state"));
            changes.put(place, Data.of(wanted.state().get().name()));
        }
        Placed rules = entries.get("targeting");
        if (rules != null
                && flag.rule().isPresent()
                && wanted.rules().filter(Rules.REMOVE::equals).isPresent()) {
            changes.put(rules, new Data.Mapping(Map.of()));
        }
        return changes;
    }

    private static String words(Flag flag) {
        return flag.key() + " is " + (flag.enabled() ? flag.standard().orElse("the client's default") : "disabled")
                + (flag.enabled() && flag.rule().isPresent() ? ", where its rules do not say otherwise" : "");
    }

    private static Outcome succeeded(String said) {
        return new Outcome.Succeeded(said, Map.of());
    }

    @Override
    public Outcome undo(Switch wanted, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> Replacement.undo(site, ""));
    }

    @Override
    public Sighting look(Switch wanted, Site site) throws InterruptedException {
        try {
            return Replacement.applied(site).isPresent()
                    ? new Sighting.Applied(Map.of())
                    : Replacement.notApplied(site);
        } catch (Refusal refusal) {
            return new Sighting.Unknown(refusal.why());
        }
    }
}
