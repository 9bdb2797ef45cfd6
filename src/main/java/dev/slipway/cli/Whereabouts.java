package dev.slipway.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The state folder that a command works with, so that the commands it names find the same one from where they are typed. */
final class Whereabouts {
    private static final Pattern COMMAND = Pattern.compile(
            "slipway (resume|rollback|abort|sign|skip|retry|pause|runs|show|logs|report|journal)\\b");

    private @Nullable Path state;
    private String option = "";

    /** @param option {@code --state DIR} where the folder would not be found without it */
    void set(Path state, String option) {
        this.state = state;
        this.option = option;
    }

    Optional<Path> state() {
        return Optional.ofNullable(state);
    }

    String spoken(String text) {
        return option.isEmpty() ? text : COMMAND.matcher(text).replaceAll("slipway " + quoted() + " $1");
    }

    private String quoted() {
        return java.util.regex.Matcher.quoteReplacement(option);
    }
}
