package dev.slipway.actions.migrate;

import dev.slipway.parameters.Doc;
import dev.slipway.parameters.ShellText;
import java.util.Optional;

/** A tool that Slipway does not know, by its commands. */
public record Commands(
        @Doc("Prints the newest revision that is applied, on one line; nothing where none is") @ShellText
        String current,

        @Doc("Prints the pending revisions, one a line, in the order in which they would be applied") @ShellText
        String pending,

        @Doc("Prints the SQL of what is pending up to $MIGRATE_TO") @ShellText
        Optional<String> preview,

        @Doc("Applies what is pending up to $MIGRATE_TO") @ShellText
        String apply,

        @Doc("Takes back what was applied after $MIGRATE_TO") @ShellText
        Optional<String> down,

        @Doc("Prints the SQL of that, so that it can be seen what it would lose") @ShellText
        Optional<String> downPreview) {
    public Commands {
        if (current.isBlank() || pending.isBlank() || apply.isBlank()) {
            throw new IllegalArgumentException("'current', 'pending' and 'apply' say something each");
        }
    }
}
