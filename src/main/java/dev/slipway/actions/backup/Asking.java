package dev.slipway.actions.backup;

import dev.slipway.base.Digest;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.postgres.Tools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks queries that somebody else has written: all within one snapshot, in which nothing can be changed, each with a limit. */
record Asking(Tools tools, Duration limit) {

    /** What each gives, as psql shows it. */
    List<String> answers(List<Invariant> invariants) throws Refusal, InterruptedException {
        String mark = "slipway-"
                + Digest.of(tools.site().origin() + tools.site().now()).hex().substring(0, 16);
        List<String> words = new ArrayList<>(tools.words("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"));
        command(words, "set default_transaction_read_only = on");
        command(words, "set statement_timeout = '" + limit.toMillis() + "ms'");
        command(words, "set lock_timeout = '" + limit.toMillis() + "ms'");
        command(words, "begin isolation level repeatable read, read only");
        for (Invariant each : invariants) {
            command(words, "\\echo " + mark);
            command(words, each.sql());
        }
        Duration all = limit.multipliedBy(Math.max(1, invariants.size())).plusSeconds(30);
        Place.Environment plain =
                tools.address().environment("slipway " + tools.site().origin());
        return switch (tools.site()
                .place()
                .run(new Place.Command(words, tools.site().directory(), plain, all))) {
            case Place.Ran.Ended(int status, String stdout, String stderr) -> {
                List<String> answers = answers(stdout, mark);
                if (status != 0 && answers.isEmpty()) {
                    throw new Refusal(Tools.reason(stderr, "psql has failed"));
                }
                if (status != 0) {
                    String sql = invariants.get(answers.size() - 1).sql().strip();
                    throw new Refusal("'" + sql + "' cannot be asked: " + Tools.reason(stderr, "psql has failed"));
                }
                yield answers;
            }
            case Place.Ran.NotFound(String word) -> throw tools.missing(word);
            case Place.Ran.TooLong _ -> throw new Refusal("the server gives no answer");
        };
    }

    private static void command(List<String> words, String sql) {
        words.add("-c");
        words.add(sql);
    }

    private static List<String> answers(String stdout, String mark) {
        List<String> answers = new ArrayList<>();
        for (String line : stdout.lines().toList()) {
            if (line.equals(mark)) {
                answers.add("");
            } else if (!answers.isEmpty()) {
                answers.addLast(answers.removeLast() + line + "\n");
            }
        }
        return answers.stream().map(String::strip).toList();
    }

    /** What does not hold, a sentence each. */
    List<String> broken(List<Invariant> invariants) throws Refusal, InterruptedException {
        if (invariants.isEmpty()) {
            return List.of();
        }
        return broken(invariants, answers(invariants));
    }

    static List<String> broken(List<Invariant> invariants, List<String> answers) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < invariants.size(); i++) {
            if (!invariants.get(i).holds(answers.get(i))) {
                all.add(invariants.get(i).broken(answers.get(i)));
            }
        }
        return all;
    }
}
