package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import dev.slipway.runbook.ShellScript.Within;
import java.util.Set;
import java.util.regex.Pattern;

public final class PipeHidesFailure implements Rule {
    private static final Card CARD = Card.warning("SW607", "the failure of the first command of a pipe is lost")
            .harm(
                    "A pipe's exit status is that of its last command: when the first fails, the step goes on with what it left, cut or empty.")
            .fix("Write set -o pipefail above, or do without the pipe.")
            .wrong("""
                pg_dump --dbname=shop | gzip -9 > /backup/shop.sql.part ◀
                mv /backup/shop.sql.part /backup/shop.sql.gz
                """)
            .wrong("""
                terraform apply release.tfplan | tee apply.log ◀
                """)
            .right("""
                set -o pipefail
                pg_dump --dbname=shop | gzip -9 > /backup/shop.sql.part
                mv /backup/shop.sql.part /backup/shop.sql.gz
                """);

    private static final Set<String> RUNNERS = Set.of(
            "terraform",
            "ansible-playbook",
            "pytest",
            "mvn",
            "mvnw",
            "gradlew",
            "gradle",
            "helm",
            "cargo",
            "rspec",
            "phpunit");
    private static final Pattern SCRIPTS =
            Pattern.compile("(run )?[\\w:-]*(test|build|migrat|deploy|lint|check)[\\w:-]*.*");
    private static final Set<String> LOOKING = Set.of(
            "list",
            "ls",
            "status",
            "get",
            "history",
            "show",
            "output",
            "version",
            "outdated",
            "audit",
            "view",
            "template");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean matters = act.does(Fact.Dump.class)
                    || act.does(Fact.Build.class)
                    || act.facts(Fact.Migrate.class)
                            .anyMatch(
                                    migrate -> migrate.turn() == Fact.Turn.FORWARD || migrate.turn() == Fact.Turn.BACK)
                    || (RUNNERS.contains(act.inner().tool())
                            && !LOOKING.contains(act.inner().verb()))
                    || (act.inner().isOneOf("npm", "pnpm", "yarn", "make", "just")
                            && SCRIPTS.matcher(act.inner().tail()).matches());
            boolean lost = act.invocation().pipes()
                    && !act.invocation().isExcused()
                    && !act.invocation().within(Within.CONDITION)
                    && !Variables.isStrict(story, act, "pipefail");
            if (matters && lost) {
                found.at(CARD, act.outer());
            }
        }
    }
}
