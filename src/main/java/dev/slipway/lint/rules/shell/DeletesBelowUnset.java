package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.regex.Pattern;

public final class DeletesBelowUnset implements Rule {
    private static final Card CARD = Card.error(
                    "SW602", "everything below a variable is deleted, and nothing makes sure that it is set")
            .harm(
                    "When it is empty the path begins at the root or at the current folder, and what is deleted is something else.")
            .fix("Write \"${NAME:?}/…\", or set -u before it.")
            .wrong("""
                rm -rf "$BUILD_DIR"/* ◀
                """)
            .wrong("""
                rm -rf "${RELEASES}/old" ◀
                """)
            .right("""
                rm -rf "${BUILD_DIR:?}"/*
                """)
            .right("""
                BUILD_DIR=/srv/shop/build
                rm -rf "$BUILD_DIR"/*
                """);

    private static final Pattern BELOW = Pattern.compile("(?s)\\$(\\{\\w+}|\\w+)/.*");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.facts(Fact.Delete.class)
                    .filter(Fact.Delete::recursive)
                    .flatMap(delete -> delete.paths().stream())
                    .filter(path -> BELOW.matcher(path.text()).matches())
                    .filter(path -> Variables.leading(path)
                            .filter(name -> mayBeEmpty(story, act, name))
                            .isPresent())
                    .forEach(path -> found.at(CARD, path));
        }
    }

    private static boolean mayBeEmpty(Story story, Act act, String name) {
        return !Variables.isUsual(name)
                && !Variables.isStrict(story, act, "nounset")
                && act.script()
                        .filter(script -> Variables.isSetHere(script, name, act.from()))
                        .isEmpty();
    }
}
