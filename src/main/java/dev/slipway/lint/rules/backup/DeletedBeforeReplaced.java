package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.List;
import java.util.stream.Stream;

public final class DeletedBeforeReplaced implements Rule {
    private static final Card CARD = Card.error(
                    "SW213", "the running version is deleted before its replacement is in place")
            .harm("When the copy that follows fails, or its source is missing, there is no application left to start.")
            .fix("Copy to a new folder first, swap a symbolic link, and delete the old one last.")
            .wrong("""
                rm -rf /srv/shop ◀
                cp -a /srv/shop-before /srv/shop
                """)
            .wrong("""
                rm -rf /srv/shop ◀
                mv build /srv/shop-new
                mv /srv/shop-new /srv/shop
                """)
            .right("""
                cp -a /srv/shop-before /srv/shop-new
                ln -sfn /srv/shop-new /srv/shop-current
                """)
            .right("""
                rm -rf /srv/shop-restored /srv/shop-failed
                cp -a /srv/shop-before /srv/shop-restored
                mv /srv/shop /srv/shop-failed
                mv /srv/shop-restored /srv/shop
                """);

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
                    .filter(path -> isReplaced(story, act, path.text().replaceFirst("/\\*?$", "")))
                    .findFirst()
                    .ifPresent(path -> found.at(CARD, act.inner()));
        }
    }

    private static boolean isReplaced(Story story, Act act, String path) {
        return path.length() > 1
                && !path.matches(".*(\\.part|\\.tmp|[._-]new|[._-]next|staging|/tmp/.*)")
                && soon(story, act)
                        .flatMap(next -> Stream.concat(
                                next.facts(Fact.Copy.class).map(Fact.Copy::destination),
                                next.facts(Fact.Move.class).map(Fact.Move::destination)))
                        .anyMatch(to -> isAt(to, path))
                && !isRoomForSwap(story, act, path);
    }

    /** The place where the new version is put together, or to which the present one is set aside. */
    private static boolean isRoomForSwap(Story story, Act act, String path) {
        List<Fact.Move> moves =
                soon(story, act).flatMap(next -> next.facts(Fact.Move.class)).toList();
        for (int i = 0; i < moves.size(); i++) {
            String from = plain(moves.get(i).source());
            boolean aside = isAt(moves.get(i).destination(), path)
                    && moves.stream().skip(i + 1).anyMatch(later -> isAt(later.destination(), from));
            if (from.equals(path) || aside) {
                return true;
            }
        }
        return false;
    }

    private static Stream<Act> soon(Story story, Act act) {
        return story.after(act).limit(4);
    }

    private static boolean isAt(Arg arg, String path) {
        return plain(arg).equals(path);
    }

    private static String plain(Arg arg) {
        return arg.text().replaceFirst("/$", "");
    }
}
