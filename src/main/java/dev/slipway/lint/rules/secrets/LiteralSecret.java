package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.Passage;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public final class LiteralSecret implements Rule {
    private static final Card CARD = Card.error("SW505", "a password is written into the document")
            .harm(
                    "Whoever can read the repository has it, its history keeps it for ever, and nobody can change it without changing the document.")
            .fix(
                    "Declare it as a secret of the environment and read it as a variable; change the one that was published.")
            .wrong("""
                export DB_PASSWORD=Tr0ub4dor-77 ◀
                """)
            .wrong("""
                docker run -d -e REDIS_PASSWORD=kestrel91 redis:7.2.4 ◀
                """)
            .wrong("""
                ```yaml
                environment:
                  SMTP_PASSWORD: Gr4phite-lamp ◀
                ```
                """)
            .right("""
                DB_PASSWORD="$(cat /run/secrets/db_password)"
                """);

    private static final Pattern LINE = Pattern.compile(
            "(?m)^\\s{0,20}(?:- |export )?([A-Z][A-Z0-9_]{2,60})\\s{0,4}[:=]\\s{0,4}[\"']?([^\\s\"'#]{1,200})");
    private static final Pattern PAIR = Pattern.compile("([A-Za-z][\\w-]{1,60})=(\\S{1,200})");
    private static final Set<String> SETTINGS =
            Set.of("yaml", "yml", "env", "dotenv", "ini", "properties", "conf", "toml");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Script script : story.scripts()) {
            for (Script.Assigned each : script.assignments()) {
                if (each.value().known() && isLiteral(each.name(), each.value().text())) {
                    found.at(CARD, each.value());
                }
            }
        }
        for (Act act : story.acts()) {
            act.invocation().calls().forEach(call -> words(call, found));
        }
        for (Passage passage : story.passages()) {
            if (passage instanceof Passage.Fence fence
                    && SETTINGS.contains(fence.tag().toLowerCase(Locale.ROOT))) {
                settings(fence, found);
            }
        }
    }

    private static void words(Call call, Found found) {
        for (Arg word : call.words()) {
            Matcher pair = PAIR.matcher(word.text());
            boolean given =
                    word.known() && pair.matches() && isLiteral(pair.group(1).replace('-', '_'), pair.group(2));
            if (given
                    || (word.known()
                            && Literals.passwordInUrl(word.text())
                                    .filter(Literals::isSecret)
                                    .isPresent())) {
                found.at(CARD, word);
            }
        }
    }

    private static void settings(Passage.Fence fence, Found found) {
        Matcher line = LINE.matcher(fence.body().text());
        while (line.find()) {
            if (isLiteral(line.group(1), line.group(2))) {
                found.at(CARD, fence.body().place(line.start(2)), fence.body().place(line.end(2) - 1) + 1);
            }
        }
    }

    private static boolean isLiteral(String name, String value) {
        Optional<String> inUrl = Literals.passwordInUrl(value);
        return SecretNames.isSecret(name)
                && (value.contains("://") ? inUrl.filter(Literals::isSecret).isPresent() : Literals.isSecret(value));
    }
}
