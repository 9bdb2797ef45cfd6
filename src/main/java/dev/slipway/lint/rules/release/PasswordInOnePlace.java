package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.rules.Said;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Story;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

public final class PasswordInOnePlace implements Rule {
    private static final Card CARD = Card.error("SW328", "a database password is changed in the configuration alone")
            .harm(
                    "The image of a database reads its password when it makes its data and never again: the application gets the new one, the database keeps the old, and nothing connects.")
            .fix(
                    "Change it in the database first (ALTER ROLE … PASSWORD), then in the configuration, then recreate the application.")
            .wrong("""
                # Change the database password
                sed -i "s/^POSTGRES_PASSWORD=.*/POSTGRES_PASSWORD=$NEW/" .env ◀
                docker compose up -d --wait
                """)
            .right("""
                # Change the database password
                psql -v ON_ERROR_STOP=1 -d shop -f alter-role-password.sql
                sed -i "s/^POSTGRES_PASSWORD=.*/POSTGRES_PASSWORD=$NEW/" .env
                docker compose up -d --wait
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Pattern CHANGE = Pattern.compile(
            "(?is).*\\b(rotate|update|change|reset|set|new)\\b[^\\n]{0,40}\\b(database|db|postgres\\w*|mysql|mariadb) (passwords?|credentials)\\b.*");

    private static final List<String> IN_DATABASE =
            List.of("alter role", "alter user", "alter-role", "\\password", "set password", "alter_role");

    private static boolean isChange(String comment) {
        return (comment.contains("assword") || comment.contains("redential"))
                && CHANGE.matcher(comment).matches();
    }

    @Override
    public void look(Story story, Found found) {
        boolean speaks = story.scripts().stream()
                .flatMap(script -> script.comments().stream())
                .anyMatch(comment -> isChange(comment.text()));
        if (!speaks || IN_DATABASE.stream().anyMatch(words -> Said.anywhere(story.text(), words))) {
            return;
        }
        for (Script script : story.scripts()) {
            Optional<Script.Comment> says = script.comments().stream()
                    .filter(comment -> isChange(comment.text()))
                    .findFirst();
            if (says.isEmpty()) {
                continue;
            }
            Optional<Invocation> edits = script.invocations().stream()
                    .filter(each -> each.from() >= says.map(Script.Comment::to).orElse(Integer.MAX_VALUE))
                    .filter(each -> each.inner().isOneOf("nano", "vi", "vim", "sed", "echo", "tee", "cp"))
                    .filter(each -> each.says().matches("(?s).*\\.env\\b.*"))
                    .findFirst();
            edits.filter(_ -> says.isPresent()).ifPresent(each -> {
                Script.Comment comment = says.orElseThrow();
                if (each.inner().isOneOf("nano", "vi", "vim")) {
                    found.at(CARD, comment.from(), comment.to());
                } else {
                    found.at(CARD, each.inner().words().getFirst());
                }
            });
        }
    }
}
