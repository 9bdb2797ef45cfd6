package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.Set;
import java.util.regex.Pattern;

public final class LoginInRequest implements Rule {
    private static final Card CARD = Card.warning("SW515", "a login is written into a request")
            .harm(
                    "The account and its password are known to whoever reads the document, and a production that still knows them is open.")
            .fix("Keep the body in a file that only its owner reads (-d @file), with an account made for this check.")
            .wrong("""
                curl -fsS -d '{"user":"smoke","password":"pelican-4"}' https://shop.corp.net/api/login ◀
                """)
            .right("""
                curl -fsS -d @/run/secrets/smoke_login.json https://shop.corp.net/api/login
                """);

    private static final Pattern LOGIN = Pattern.compile(
            "(?is).*[\"']?(password|passwd|secret|client_secret|api_?key)[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?[^\\s\"'$<{&][^\"'$<{&]{2,80}.*");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (act.inner().isOneOf("curl", "http", "wget")) {
                act.inner().options().stream()
                        .filter(option -> Set.of(
                                        "-d",
                                        "--data",
                                        "--data-raw",
                                        "--data-binary",
                                        "--data-urlencode",
                                        "-F",
                                        "--form",
                                        "--json",
                                        "--post-data")
                                .contains(option.name()))
                        .flatMap(option -> option.value().stream())
                        .filter(body -> LOGIN.matcher(body.text()).matches())
                        .forEach(body -> found.at(CARD, body));
            }
        }
    }
}
