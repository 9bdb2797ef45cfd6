package dev.slipway.plan;

import dev.slipway.plan.Library.Document;
import dev.slipway.runbook.Condition;
import dev.slipway.runbook.Part;
import dev.slipway.runbook.Section;
import dev.slipway.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a procedure leads to, in the order in which it happens. */
sealed interface Reached {

    Visit visit();

    /** All of them, outermost first; each must hold. */
    List<Test> tests();

    record Performed(Step step, Visit visit, List<Test> tests) implements Reached {
        public Performed {
            tests = List.copyOf(tests);
        }
    }

    record Asked(Part.Question question, Visit visit) implements Reached {
        @Override
        public List<Test> tests() {
            return visit.tests();
        }
    }

    /**
     * One visit of a section: a section reached twice is visited twice.
     *
     * @param number counts visits within the plan
     * @param headings the titles that lead here, calls included
     * @param place what the section, or one that leads here, says of where its steps run
     */
    record Visit(
            int number,
            Document document,
            Section section,
            Phased phase,
            List<String> headings,
            List<Test> tests,
            Optional<String> place) {
        public Visit {
            headings = List.copyOf(headings);
            tests = List.copyOf(tests);
        }
    }

    /** A phase while it is being filled. */
    final class Phased {
        private final String title;
        private final Plan.Stage stage;
        private int unperformed;

        Phased(String title, Plan.Stage stage) {
            this.title = title;
            this.stage = stage;
        }

        String title() {
            return title;
        }

        Plan.Stage stage() {
            return stage;
        }

        int unperformed() {
            return unperformed;
        }

        void unperformed(int more) {
            unperformed += more;
        }
    }

    /**
     * A condition as it is met on one visit. Compared by identity: the same heading asks again when it is reached again.
     * {@code --answer} calls it {@code anchor}.
     */
    final class Test {
        private final Condition condition;
        private final String title;
        private final String anchor;

        Test(Condition condition, String title, String anchor) {
            this.condition = condition;
            this.title = title;
            this.anchor = anchor;
        }

        Condition condition() {
            return condition;
        }

        String title() {
            return title;
        }

        String anchor() {
            return anchor;
        }

        static List<Test> plus(List<Test> tests, Test more) {
            List<Test> all = new ArrayList<>(tests);
            all.add(more);
            return all;
        }
    }
}
