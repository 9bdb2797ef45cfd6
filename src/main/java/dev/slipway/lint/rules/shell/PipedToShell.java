package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.regex.Pattern;

public final class PipedToShell implements Rule {
    private static final Card CARD = Card.warning("SW614", "what is fetched from the network is run unseen")
            .harm(
                    "Whatever the other side serves at that moment runs here, even half of it when the connection breaks.")
            .fix("Fetch a named version into a file, compare its sha256, then run it.")
            .wrong("""
                curl -fsSL https://get.tool.dev/install.sh | sudo bash ◀
                """)
            .wrong("""
                bash -c "$(curl -fsSL https://get.tool.dev/install.sh)" ◀
                """)
            .right("""
                curl -fsSL -o install.sh https://get.tool.dev/v2.1.0/install.sh
                sha256sum --check install.sh.sha256
                bash install.sh
                """);

    private static final Pattern FETCHES = Pattern.compile("(?s).*(\\$\\(|<\\(|`)\\s*(curl|wget)\\b.*");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean shell =
                    act.inner().isOneOf("bash", "sh", "zsh", "python", "python3", "perl", "ruby", "node", "php");
            boolean fed = shell
                    && act.script()
                            .flatMap(script -> script.before(act.invocation()))
                            .filter(before -> before.inner().isOneOf("curl", "wget"))
                            .isPresent();
            boolean substituted = (shell || act.inner().isOneOf("eval", "source", "."))
                    && act.invocation().command().words().stream()
                            .anyMatch(word -> FETCHES.matcher(word.shown()).matches());
            if ((fed
                            && act.inner().operands().stream()
                                    .noneMatch(word -> word.text().matches(".*\\.(py|js|rb|sh|php)")))
                    || substituted) {
                found.at(CARD, act.outer());
            }
        }
    }
}
