package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

public final class PasswordInSettingsOnly implements Rule {
    private static final Card CARD = Card.error("SW823", "a database's password is changed in the settings alone")
            .harm(
                    "The image reads it when the data folder is made, and never again: the application gets the new password, the database keeps the old one, and nobody can log in.")
            .fix("ALTER ROLE (ALTER USER) first, then the settings, then restart what uses them.")
            .wrong("""
                sed -i "s/^POSTGRES_PASSWORD=.*/POSTGRES_PASSWORD=$NEW/" .env ◀
                docker compose up -d
                """)
            .wrong("""
                # Update the database passwords in the settings
                nano .env ◀
                docker compose up -d
                """)
            .right("""
                docker compose exec -T db psql -U postgres -v ON_ERROR_STOP=1 -f /run/secrets/alter_role.sql
                sed -i "s/^POSTGRES_PASSWORD=.*/POSTGRES_PASSWORD=$NEW/" .env
                docker compose up -d
                """);

    private static final Pattern PASSWORD = Pattern.compile(
            "(?is).*(postgres_password|mysql_(root_)?password|mariadb_(root_)?password|database passwords?|db passwords?).*");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean edits = act.inner().isOneOf("sed", "vi", "vim", "nano")
                    && act.inner().tail().matches("(?s).*\\.env\\b.*");
            String said = act.inner().is("sed")
                    ? act.inner().tail()
                    : act.invocation().comment() + said(act);
            boolean restarted =
                    story.after(act).anyMatch(next -> next.does(Fact.Up.class) || next.does(Fact.Restart.class));
            if (edits && restarted && PASSWORD.matcher(said).matches() && !isTold(story)) {
                found.at(CARD, act.inner());
            }
        }
    }

    /** What the comments of the same text say before it. */
    private static String said(Act act) {
        return act.script()
                .map(script -> script.comments().stream()
                        .filter(comment -> comment.from() < act.from())
                        .map(Script.Comment::text)
                        .collect(Collectors.joining(" ")))
                .orElse("");
    }

    private static boolean isTold(Story story) {
        return story.text().toLowerCase(Locale.ROOT).matches("(?s).*(alter[ _](role|user)|set password).*");
    }
}
