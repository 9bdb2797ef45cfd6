package dev.slipway.lint.rules.text;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Story;
import java.util.HashSet;
import java.util.Set;

public final class DamagedDocument implements Rule {
    private static final Card CARD = Card.error("SW106", "this document has lost characters")
            .harm(
                    "Fences, comment marks or digits are gone: commands run with other arguments than were written, or nothing is seen as a command at all.")
            .fix("Take the document from its original; a copy out of a web page or a chat loses such characters.")
            .wrong("""
                # Document
                 Release of the shop

                bash ◀
                 Stop it
                systemctl stop shop


                 Start

                bash
                systemctl start shop
                """)
            .right("""
                systemctl stop shop
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        story.damage().stream()
                .filter(damage -> damage.says().endsWith("without a fence"))
                .findFirst()
                .ifPresent(damage -> found.at(CARD, damage.from(), damage.to()));
        Set<String> told = new HashSet<>();
        story.damage().stream()
                .filter(damage -> !damage.says().endsWith("without a fence")
                        && !damage.says().startsWith("exit")
                        && !damage.says().startsWith("sleep"))
                .filter(damage -> told.add(damage.says()))
                .forEach(damage -> found.at(CARD, damage.from(), damage.to()));
    }
}
