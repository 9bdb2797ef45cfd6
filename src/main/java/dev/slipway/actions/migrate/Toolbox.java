package dev.slipway.actions.migrate;

import dev.slipway.base.Nearest;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.postgres.Tools;
import dev.slipway.schema.Migration;
import dev.slipway.schema.Standing;
import dev.slipway.schema.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tool of a step, with what every step asks of it. */
record Toolbox(Means means, Site site, Memory memory, Migrations tool) {
    private static final Duration WAITS = Duration.ofSeconds(10);
    /** More names than this help nobody. */
    private static final int NAMED = 5;

    static Toolbox of(Means means, Site site) throws Refusal {
        return of(means, site, Optional.empty());
    }

    static Toolbox of(Means means, Site site, Optional<Duration> waits) throws Refusal {
        Memory memory = new Memory(site);
        Optional<String> directory = means.directory(site);
        Asking asking = new Asking(site, directory);
        Errand errand = new Errand(site, memory, directory, waits);
        Optional<Tools> database = means.database(site);
        Migrations tool = switch (means.tool()) {
            case SQL -> new SqlFolder(asking, means, database.orElseThrow(), waits.orElse(WAITS));
            case DJANGO -> new Django(asking, errand, means.command().orElse("python3 manage.py"));
            case ALEMBIC -> new Alembic(asking, errand, means.command().orElse("python3"));
            case RAILS -> new Rails(asking, errand, means.command().orElse("bin/rails"));
            case FLYWAY -> new Flyway(asking, errand, means, database.orElseThrow());
            case LIQUIBASE -> new Liquibase(asking, errand, means, database.orElseThrow());
            case PRISMA -> new Prisma(asking, errand, means, database.orElseThrow());
            case GOLANG_MIGRATE -> new GolangMigrate(asking, errand, means, database.orElseThrow());
            case CUSTOM -> new Custom(asking, errand, means.commands().orElseThrow());
        };
        return new Toolbox(means, site, memory, tool);
    }

    /** Where it stands, if nothing is wrong with it. */
    Standing sound() throws Refusal, InterruptedException {
        Standing standing = tool.standing();
        if (!standing.troubles().isEmpty()) {
            throw new Refusal(said(standing.troubles()));
        }
        return standing;
    }

    static String said(List<Trouble> troubles) {
        return troubles.stream().map(Trouble::says).collect(Collectors.joining("; "));
    }

    /** A revision that is not known is nothing to migrate to. */
    static void known(Standing standing, Optional<String> to) throws Refusal {
        for (String each : to.map(all -> all.split("\\+", -1)).orElse(new String[0])) {
            if (!each.equals(Standing.EMPTY) && !standing.names().contains(each)) {
                throw new Refusal(("there is no revision " + each + ". " + Nearest.didYouMean(each, standing.names()))
                        .strip()
                        .replaceFirst("[.]$", ""));
            }
        }
    }

    static String named(List<String> all) {
        return all.size() <= NAMED
                ? String.join(", ", all)
                : String.join(", ", all.subList(0, NAMED)) + " and " + (all.size() - NAMED) + " more";
    }

    static String counted(int number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    /** What would be done, line by line, as the step's output has it. */
    void show(List<Migration> all) {
        for (Migration each : all) {
            boolean exact = each.text() instanceof Migration.Text.Sql;
            site.say("-- " + each.revision() + (exact ? "" : " (the tool shows no SQL: its source)"));
            each.text().text().stripTrailing().lines().forEach(site::say);
        }
    }
}
