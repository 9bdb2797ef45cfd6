package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

public final class NeverSet implements Rule {
    private static final Card CARD = Card.warning(
                    "SW601", "a path or an option depends on a variable that nothing sets")
            .harm(
                    "Its value is empty unless somebody happens to have set it: the path is another one, or the next word is taken for the option's value.")
            .fix("Declare it as an input, or set it in the block; write ${NAME:?} where it must not be empty.")
            .wrong("""
                cp -a "$OLD_TREE/config" /srv/shop/config ◀
                """)
            .wrong("""
                pg_dump --format=custom --file=/backup/shop.part -h $REPLICA -U backup shop ◀
                """)
            .right("""
                OLD_TREE="$(readlink -f /srv/shop/current)"
                cp -a "$OLD_TREE/config" /srv/shop/config
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        Set<String> said = new HashSet<>();
        for (Act act : story.acts()) {
            if (Variables.areChecked(story) || story.names().open()) {
                return;
            }
            words(act)
                    .filter(word -> Variables.leading(word)
                            .filter(name -> isUnset(story, name) && said.add(name))
                            .isPresent())
                    .filter(word -> !word.text().contains(":?") && !word.text().contains(":-"))
                    .toList()
                    .stream()
                    .findFirst()
                    .ifPresent(word -> found.at(CARD, word));
        }
        for (Script script : story.scripts()) {
            script.assignments().stream()
                    .map(Script.Assigned::value)
                    .filter(value -> value.text().contains("/") && !value.text().startsWith("$("))
                    .filter(value -> Variables.read(value).anyMatch(name -> isUnset(story, name) && said.add(name)))
                    .forEach(value -> found.at(CARD, value));
        }
    }

    private static boolean isUnset(Story story, String name) {
        return !story.names().isSet(name) && !Variables.isUsual(name);
    }

    private static Stream<Arg> words(Act act) {
        Stream<Arg> paths = switch (act.inner().tool()) {
            case "cp", "mv", "ln", "cd", "rm", "rsync", "tar", "pg_restore" -> act.inner().operands().stream();
            default -> Stream.empty();
        };
        Stream<Arg> fed = act.invocation().input().stream().map(Invocation.Redirect::file);
        Stream<Arg> values = act.inner().options().stream()
                .flatMap(option -> option.value().stream())
                .filter(value -> value.bare() && value.text().startsWith("$"));
        return Stream.of(paths, fed, values).flatMap(each -> each);
    }
}
