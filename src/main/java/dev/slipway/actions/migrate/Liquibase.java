package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.Refusal;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.schema.Goal;
import dev.slipway.schema.Migration;
import dev.slipway.schema.Revision;
import dev.slipway.schema.Standing;
import dev.slipway.schema.Trouble;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Liquibase by its commands: what is applied stands in its table, what is pending it lists line by line. A changeset goes by the
 * name that Liquibase gives it, FILE::ID::AUTHOR.
 */
record Liquibase(Asking asking, Errand errand, Means means, Tools tools) implements Migrations {
    private static final Pattern LISTED = Pattern.compile("\\s+(\\S.*?::.+::.+?)\\s*");
    private static final Pattern CHANGESET =
            Pattern.compile("-- (?:Changeset|Rolling Back ChangeSet:?) (\\S.*?::.+::.+?)\\s*");

    private String command() {
        return means.command().orElse("liquibase");
    }

    private Errand.Extra extra(String... words) throws Refusal {
        Map<String, String> variables = tools.address().variables();
        Map<String, String> plain = new LinkedHashMap<>();
        plain.put(
                "LIQUIBASE_COMMAND_URL",
                tools.address().jdbc("slipway liquibase " + tools.site().origin()));
        plain.put("LIQUIBASE_COMMAND_USERNAME", variables.getOrDefault("PGUSER", ""));
        List<Secret> secrets = tools.address().secrets().stream()
                .map(secret -> new Secret("LIQUIBASE_COMMAND_PASSWORD", secret.reveal()))
                .toList();
        return new Errand.Extra(List.of(words), plain, secrets);
    }

    private String ask(String... words) throws Refusal, InterruptedException {
        Asking.Answer answer = asking.ask(command(), extra(words));
        if (answer.status() != 0) {
            throw new Refusal(
                    "liquibase " + words[0] + " ends with exit status " + answer.status() + ": " + Asking.said(answer));
        }
        return answer.stdout();
    }

    @Override
    public Standing standing() throws Refusal, InterruptedException {
        List<Revision> applied = new ArrayList<>();
        List<Trouble> troubles = new ArrayList<>();
        try (Psql session = Psql.plain(tools, "slipway " + tools.site().origin())) {
            for (Data row : rows(session, "databasechangelog", """
                    select to_json(filename || '::' || id || '::' || author) from databasechangelog
                      where exectype not in ('FAILED', 'SKIPPED') order by orderexecuted, dateexecuted;
                    """)) {
                applied.add(Revision.of(row.plain()));
            }
            for (Data row : rows(session, "databasechangeloglock", """
                    select to_json(coalesce(lockedby, 'somebody')) from databasechangeloglock where locked;
                    """)) {
                troubles.add(new Trouble.HalfWay(
                        "liquibase",
                        "its lock is held by " + row.plain(),
                        "look whether it still runs; if not, put right what it left, then: liquibase release-locks"));
            }
        }
        List<Revision> pending = troubles.isEmpty() ? pending() : List.of();
        return Standing.line(applied, pending, troubles);
    }

    private static List<Data> rows(Psql session, String table, String query) throws Refusal, InterruptedException {
        boolean there = session.value("select to_json(to_regclass(" + Psql.text(table) + ") is not null);")
                .plain()
                .equals("true");
        return there ? session.rows(query) : List.of();
    }

    /** What is pending without a transaction of its own nobody is told: it may have stopped half-way. */
    private List<Revision> pending() throws Refusal, InterruptedException {
        return ask("status", "--verbose")
                .lines()
                .map(LISTED::matcher)
                .filter(Matcher::matches)
                .map(line -> new Revision(line.group(1), "", Revision.Way.IN_PARTS))
                .toList();
    }

    @Override
    public List<Migration> up(Standing standing, Goal to) throws Refusal, InterruptedException {
        List<Revision> wanted = standing.pendingTo(to);
        if (wanted.isEmpty()) {
            return List.of();
        }
        for (Revision each : wanted) {
            if (standing.has(each.id())) {
                throw new Refusal(
                        each.id() + " runs again each time or on change (runAlways, runOnChange), which Slipway can"
                                + " neither verify nor take back");
            }
        }
        if (wanted.size() < standing.pending().size()) {
            throw new Refusal("liquibase applies all that is pending, and stops at no changeset before "
                    + standing.pending().getLast().id());
        }
        return divided(wanted, ask("update-sql"));
    }

    /** Its SQL by the comments in which Liquibase names each changeset; what is before the first is its own housekeeping. */
    private static List<Migration> divided(List<Revision> wanted, String sql) {
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        StringBuilder now = new StringBuilder();
        String name = "";
        Iterator<String> lines = sql.lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            Matcher changeset = CHANGESET.matcher(line);
            if (changeset.matches()) {
                name = changeset.group(1);
                now = texts.computeIfAbsent(name, _ -> new StringBuilder());
            } else {
                String text = Bookkeeping.begins(line, name) ? Bookkeeping.whole(line, lines) : line;
                if (!Bookkeeping.is(text, name)) {
                    now.append(text).append('\n');
                }
            }
        }
        return wanted.stream()
                .map(each -> new Migration(
                        each,
                        texts.containsKey(each.id())
                                ? new Migration.Text.Sql(texts.getOrDefault(each.id(), new StringBuilder())
                                        .toString())
                                : new Migration.Text.Source("")))
                .toList();
    }

    @Override
    public List<Migration> down(Standing standing, String to) throws Refusal, InterruptedException {
        List<Revision> wanted = standing.appliedAfter(to);
        return wanted.isEmpty() ? List.of() : divided(wanted, ask("rollback-count-sql", "--count=" + wanted.size()));
    }

    @Override
    public void settle() throws Refusal, InterruptedException {
        errand.settle();
    }

    @Override
    public void apply(Standing standing, Goal to) throws Refusal, InterruptedException {
        errand.done("liquibase update", command(), extra("update"));
    }

    @Override
    public void takeBack(Standing standing, String to) throws Refusal, InterruptedException {
        errand.done(
                "liquibase rollback-count",
                command(),
                extra("rollback-count", "--count=" + standing.appliedAfter(to).size()));
    }
}
