package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Chapter;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.Optional;

public final class MigratedBeforeCode implements Rule {
    private static final Card CARD = Card.error(
                    "SW826", "migrations run before the version that they belong to is here")
            .harm(
                    "The old version does not have the new migrations: it reports that there is nothing to do, and the new one starts on the old schema.")
            .fix(
                    "Fetch or build the new version first, and migrate in a one-off container of it before anything of it serves.")
            .wrong("""
                ./bin/backup-database.sh
                docker compose run --rm -T api alembic upgrade head ◀
                docker compose pull api
                docker compose up -d --wait api
                """)
            .wrong("""
                ./bin/backup-database.sh
                flask db upgrade ◀
                git pull --ff-only origin release
                systemctl restart shop
                """)
            .right("""
                ./bin/backup-database.sh
                docker compose pull api
                docker compose run --rm -T api alembic upgrade head
                docker compose up -d --wait api
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean forward = act.facts(Fact.Migrate.class).anyMatch(migrate -> migrate.turn() == Fact.Turn.FORWARD);
            boolean release =
                    act.chapter().kind() == Chapter.Kind.RELEASE && act.script().isPresent();
            if (forward && release && isTooEarly(story, act) && !namesVersion(story, act)) {
                found.at(CARD, act.inner());
            }
        }
    }

    private static boolean isTooEarly(Story story, Act act) {
        Optional<Fact.Enter> enter = act.fact(Fact.Enter.class);
        if (enter.filter(where -> !where.oneOff()).isPresent()) {
            return false;
        }
        if (enter.isPresent()) {
            return story.before(act).noneMatch(MigratedBeforeCode::brings)
                    && story.after(act).anyMatch(next -> brings(next) || next.does(Fact.Up.class));
        }
        return story.before(act).noneMatch(past -> brings(past) || unpacks(past))
                && story.after(act)
                        .anyMatch(next ->
                                changesCode(next) || next.facts(Fact.Up.class).anyMatch(Fact.Up::builds));
    }

    private static boolean brings(Act act) {
        return act.does(Fact.Build.class)
                || act.does(Fact.Pull.class)
                || act.does(Fact.Release.class)
                || act.facts(Fact.Up.class).anyMatch(Fact.Up::builds)
                || (act.fact(Fact.Enter.class).isEmpty() && changesCode(act));
    }

    private static boolean changesCode(Act act) {
        return act.facts(Fact.Code.class).anyMatch(Fact.Code::replaces);
    }

    private static boolean unpacks(Act act) {
        return act.does(Fact.Unpack.class)
                || act.does(Fact.Sync.class)
                || act.does(Fact.Copy.class)
                || act.does(Fact.Link.class)
                || act.inner().isOneOf("apt", "apt-get", "pip", "bundle", "npm", "pnpm", "yarn", "composer", "cd");
    }

    /** The image is named by its version here, or by a setting that was changed before. */
    private static boolean namesVersion(Story story, Act act) {
        boolean named = act.outer().is("docker") && act.outer().verb().equals("run");
        boolean set = act.script()
                        .filter(script -> script.assignments().stream()
                                .anyMatch(each -> each.from() < act.from()
                                        && each.name().matches(".*(TAG|VERSION|IMAGE|RELEASE).*")))
                        .isPresent()
                || story.before(act)
                        .anyMatch(past -> past.inner().isOneOf("sed", "export")
                                && past.inner().tail().matches("(?is).*(tag|version|image).*"));
        return named || set || (act.outer().is("kubectl") && act.outer().verb().equals("run"));
    }
}
