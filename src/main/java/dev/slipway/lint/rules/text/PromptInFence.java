package dev.slipway.lint.rules.text;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Story;

public final class PromptInFence implements Rule {
    private static final Card CARD = Card.warning("SW103", "lines of another program's session stand in a shell block")
            .harm("The shell takes the prompt for a command or a redirection and stops, or writes a file of that name.")
            .fix("Give the lines to the program as its input or its argument, and put the output into a text block.")
            .wrong("""
                python manage.py shell -c 'import shop'
                >>> Order.objects.count() ◀
                """)
            .right("""
                python manage.py shell -c 'from shop.models import Order; print(Order.objects.count())'
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Script script : story.scripts()) {
            script.prompts().stream()
                    .filter(prompt ->
                            !prompt.text().endsWith("$") && !prompt.text().endsWith("%"))
                    .findFirst()
                    .ifPresent(prompt -> found.at(CARD, prompt.from(), prompt.to()));
        }
    }
}
