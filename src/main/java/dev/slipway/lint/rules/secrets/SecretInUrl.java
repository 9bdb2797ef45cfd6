package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public final class SecretInUrl implements Rule {
    private static final Card CARD = Card.warning("SW508", "a secret stands in a URL")
            .harm(
                    "URLs are printed by programs, kept by proxies, remembered by git remotes and shown in the list of processes.")
            .fix("Let the program ask its credential helper, its netrc file or its environment.")
            .wrong("""
                git clone "https://ci:$GIT_TOKEN@git.corp.net/shop/shop.git" ◀
                """)
            .wrong("""
                git remote set-url origin "https://$DEPLOY_TOKEN@git.corp.net/shop/shop.git" ◀
                """)
            .right("""
                git clone https://git.corp.net/shop/shop.git
                """);

    private static final Pattern USER = Pattern.compile("(?s).*://\\$\\{?(\\w+)}?@.*");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            for (Arg word : act.inner().words()) {
                Matcher user = USER.matcher(word.text());
                boolean token = user.matches() && SecretNames.isSecret(user.group(1));
                if (token
                        || Literals.passwordInUrl(word.text())
                                .filter(password -> !password.startsWith("<"))
                                .isPresent()) {
                    found.at(CARD, word);
                }
            }
        }
    }
}
