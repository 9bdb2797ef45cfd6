package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Said;
import dev.slipway.lint.story.Statement;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The single statements of what is sent to a relational database. */
final class Sql {
    private static final Pattern SCRATCH = Pattern.compile(
            "(?i).*(_old|old_|tmp|temp|restor|drill|rehears|shadow|test|copy|_side|_new|verify|proof|scratch|staging|archive|_bak|backup|cache|sessions?\\b).*");

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
    private static final Pattern GAP = Pattern.compile("\\s+");

    private Sql() {}

    /**
     * One statement, without comments, each gap one space.
     *
     * @param amidMysql the document speaks of MySQL
     */
    record Sentence(Statement statement, String text, boolean amidMysql) {
        boolean matches(Pattern pattern) {
            return pattern.matcher(text).find();
        }

        /** In PostgreSQL, as far as the document tells. */
        boolean mayBePostgres() {
            return switch (statement.database()) {
                case POSTGRES -> true;
                case SOME -> !amidMysql;
                case MYSQL, MONGO, REDIS, SQLITE -> false;
            };
        }
    }

    static List<Sentence> sentences(Story story) {
        boolean amidMysql = !story.statements().isEmpty()
                && (Said.asWord(story.text(), "mysql") || Said.asWord(story.text(), "mariadb"));
        return story.statements().stream()
                .filter(statement ->
                        statement.database() != Fact.Database.REDIS && statement.database() != Fact.Database.MONGO)
                .flatMap(statement -> Stream.of(COMMENT.matcher(statement.text())
                                .replaceAll(" ")
                                .split(";", -1))
                        .map(part -> new Sentence(
                                statement, GAP.matcher(part).replaceAll(" ").strip(), amidMysql))
                        .filter(sentence -> !sentence.text().isEmpty()))
                .toList();
    }

    static void found(Found found, Card card, Sentence sentence) {
        found.at(card, sentence.statement().from(), sentence.statement().to());
    }

    /** A name that says that nobody would miss it. */
    static boolean isScratch(String name) {
        return SCRATCH.matcher(name).matches();
    }

    /** A step before this place makes a backup. */
    static boolean isBackedUp(Story story, int offset) {
        return story.acts().stream().anyMatch(act -> act.from() < offset && act.does(Fact.Dump.class));
    }
}
