package dev.slipway.schema;

import java.util.List;

/** What is wrong with the history of a schema, so that nothing is migrated before a person has looked. */
public sealed interface Trouble {

    /** One sentence for the operator, without a full stop: what it is, and what to do. */
    String says();

    /** Two branches each added a revision, and nobody said which comes first. */
    record SeveralHeads(List<String> heads, String remedy) implements Trouble {
        public SeveralHeads {
            heads = List.copyOf(heads);
        }

        @Override
        public String says() {
            return "there are " + heads.size() + " heads, " + listed(heads)
                    + ": branches were joined and nobody said which comes first; " + remedy;
        }
    }

    /** It was applied, and what it says now is something else. */
    record Drift(String revision) implements Trouble {
        @Override
        public String says() {
            return revision + " has changed since it was applied: put it back as it was, and write what is new as a"
                    + " revision of its own";
        }
    }

    /** The database has what the code does not know. */
    record Unknown(List<String> revisions) implements Trouble {
        public Unknown {
            revisions = List.copyOf(revisions);
        }

        @Override
        public String says() {
            return "the database has " + listed(revisions)
                    + ", which this version does not know: a newer version or another branch has migrated it";
        }
    }

    /** It was begun and has no end. */
    record HalfWay(String revision, String where, String remedy) implements Trouble {
        @Override
        public String says() {
            return revision + " has stopped half-way" + (where.isEmpty() ? "" : " (" + where + ")") + ": " + remedy;
        }
    }

    /** It would be applied after one that comes later. */
    record OutOfOrder(String revision, String after) implements Trouble {
        @Override
        public String says() {
            return revision + " is not applied and comes before " + after
                    + ", which is: give it a name that comes after, if it does not matter to what was applied since";
        }
    }

    private static String listed(List<String> all) {
        return all.size() < 2
                ? String.join("", all)
                : String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.getLast();
    }
}
