package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.regex.Pattern;

public final class TokenInHeader implements Rule {
    private static final Card CARD = Card.note("SW509", "a token stands in a header on the command line")
            .harm("While the request runs, every user of the machine reads it in the list of processes.")
            .fix("Read the header from a file (-H @file) or the whole request from standard input (--config -).")
            .wrong("""
                curl -fsS -H "Authorization: Bearer $API_TOKEN" https://shop.corp.net/admin/stats ◀
                """)
            .right("""
                curl -fsS -H @/run/secrets/admin_header https://shop.corp.net/admin/stats
                """);

    private static final Pattern HEADER = Pattern.compile(
            "(?is)(authorization|x-api-key|x-auth-token|private-token|x-vault-token|api-key)\\s{0,3}:\\s{0,3}\\S.*");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (act.inner().isOneOf("curl", "wget", "http", "ab", "wrk", "hey")) {
                act.inner().words().stream()
                        .filter(word -> HEADER.matcher(word.text()).matches())
                        .forEach(word -> found.at(CARD, word));
            }
        }
    }
}
