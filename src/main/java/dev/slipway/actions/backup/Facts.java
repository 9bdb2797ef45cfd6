package dev.slipway.actions.backup;

import dev.slipway.base.Data;
import dev.slipway.hands.Refusal;
import dev.slipway.postgres.Psql;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a database holds, as far as two can be compared by it.
 *
 * @param schema what each thing is, by kind and name
 * @param rows of each table
 * @param sequences where each may stand: they move on while others look
 */
record Facts(Map<String, String> schema, Map<String, Rows> rows, Map<String, Span> sequences) {
    /** More would hide the first. */
    private static final int SAID = 5;

    record Rows(long count, BigDecimal sum) {}

    record Span(BigInteger from, BigInteger to) {
        Span and(Span other) {
            return new Span(from.min(other.from), to.max(other.to));
        }
    }

    /** Within a transaction. */
    static Facts of(Psql session) throws Refusal, InterruptedException {
        Map<String, String> schema = new TreeMap<>();
        for (Data row : session.rows(FactsQuery.SCHEMA)) {
            schema.put(at(row, 0).plain() + " " + at(row, 1).plain(), at(row, 2).plain());
        }
        Map<String, Rows> rows = new TreeMap<>();
        for (Data row : session.rows(FactsQuery.TABLES)) {
            rows.put(at(row, 1).plain(), new Rows(number(at(row, 2)).longValueExact(), number(at(row, 3))));
        }
        return new Facts(schema, rows, sequences(session));
    }

    static Map<String, Span> sequences(Psql session) throws Refusal, InterruptedException {
        Map<String, Span> all = new TreeMap<>();
        for (Data row : session.rows(FactsQuery.SEQUENCES)) {
            BigInteger last = number(at(row, 2)).toBigIntegerExact();
            all.put(at(row, 1).plain(), new Span(last, last));
        }
        return all;
    }

    /** The sequences have moved on to there while the dump was made. */
    Facts until(Map<String, Span> later) {
        Map<String, Span> wide = new LinkedHashMap<>(sequences);
        later.forEach((name, span) -> wide.computeIfPresent(name, (_, first) -> first.and(span)));
        return new Facts(schema, rows, wide);
    }

    private static Data at(Data row, int index) {
        return ((Data.Listing) row).items().get(index);
    }

    private static BigDecimal number(Data data) {
        return ((Data.Num) data).value();
    }

    long count() {
        return rows.values().stream().mapToLong(Rows::count).sum();
    }

    /** What a restored database lacks or has otherwise; empty when it is equal. */
    List<String> missedBy(Facts restored) {
        List<String> all = new ArrayList<>();
        differing(schema, restored.schema).forEach((name, how) -> all.add(name + " " + how));
        rows.forEach((table, wanted) -> {
            Rows found = restored.rows.get(table);
            if (found != null && found.count != wanted.count) {
                all.add(String.format(
                        Locale.ROOT, "%s has %,d rows where %,d were dumped", table, found.count, wanted.count));
            } else if (found != null && found.sum.compareTo(wanted.sum) != 0) {
                all.add(table + " has other values");
            }
        });
        sequences.forEach((name, span) -> {
            Span found = restored.sequences.get(name);
            if (found != null && (found.from.compareTo(span.from) < 0 || found.from.compareTo(span.to) > 0)) {
                all.add("the sequence " + name + " stands at " + found.from + " where it was at " + span.to);
            }
        });
        return all;
    }

    /** What was changed in this database since another one was like it. */
    List<String> changedSince(Facts before) {
        List<String> all = new ArrayList<>();
        rows.forEach((table, now) -> {
            Rows then = before.rows.getOrDefault(table, new Rows(0, BigDecimal.ZERO));
            long more = now.count - then.count;
            if (more != 0) {
                all.add(String.format(
                        Locale.ROOT, "%,d rows %s %s", Math.abs(more), more > 0 ? "added to" : "deleted from", table));
            } else if (now.sum.compareTo(then.sum) != 0) {
                all.add("changes in " + table);
            }
        });
        differing(schema, before.schema)
                .forEach((name, how) ->
                        all.add(how.equals("is missing") ? name + ", which is new" : name + " as it is now"));
        return all;
    }

    private static Map<String, String> differing(Map<String, String> wanted, Map<String, String> found) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String name : new TreeSet<>(wanted.keySet())) {
            if (!found.containsKey(name)) {
                all.put(name, "is missing");
            } else if (!wanted.getOrDefault(name, "").equals(found.get(name))) {
                all.put(name, "is another");
            }
        }
        found.keySet().stream()
                .filter(name -> !wanted.containsKey(name))
                .forEach(name -> all.put(name, "was not there"));
        return all;
    }

    /** The first few differences in one sentence. */
    static String said(List<String> differences) {
        String first = String.join("; ", differences.subList(0, Math.min(SAID, differences.size())));
        return differences.size() > SAID ? first + "; and " + (differences.size() - SAID) + " more" : first;
    }
}
