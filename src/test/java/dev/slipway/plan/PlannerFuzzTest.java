package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Source;
import dev.slipway.report.PlanText;
import dev.slipway.runbook.Reading;
import dev.slipway.runbook.Runbooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannerFuzzTest {
    private static final int ROUNDS = 2_000;

    /** Lines of one document moved into another, doubled, lost, and words exchanged: mistakes that people make. */
    @Test
    void whatever_can_be_read_is_planned_or_refused_in_words() {
        List<String> documents = Stream.of("plans.txt", "broken.txt")
                .flatMap(table -> Tables.of(table).stream())
                .map(each -> document(each.given()))
                .toList();
        Random random = new Random(20_261_121);
        int planned = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = mutated(documents, random);
            Reading reading = Runbooks.read(Source.of("book.md", text));
            if (reading.problems().isEmpty()) {
                Planning planning = new Planner(new FakeActions(1))
                        .plan(new Planning.Request(
                                reading.runbook(),
                                Map.of(),
                                Optional.empty(),
                                Optional.empty(),
                                reading.runbook().frontMatter().inputs().stream()
                                        .filter(input -> input.name().text().equals("version"))
                                        .collect(Collectors.toMap(input -> "version", _ -> "v1", (one, _) -> one)),
                                (_, _) -> Requests.history("v0")));
                if (planning instanceof Planning.Planned(Plan plan)) {
                    planned++;
                    assertThat(PlanData.read(PlanData.write(plan))).isEqualTo(plan);
                    assertThat(PlanText.of(plan, 60)).isNotBlank();
                } else {
                    assertThat(Requests.said(planning)).as(text).isNotBlank();
                }
            }
        }
        assertThat(planned).isGreaterThan(ROUNDS / 50);
    }

    private static String document(String given) {
        String first = given.split("(?m)^==== ", 2)[0];
        String text = first.startsWith("$") ? first.substring(first.indexOf('\n') + 1) : first;
        return text.startsWith("---\n") ? text : Requests.FRONT + text;
    }

    private static String mutated(List<String> documents, Random random) {
        List<String> lines = new ArrayList<>(pick(documents, random).lines().toList());
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(lines.size());
            switch (random.nextInt(4)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                case 2 -> lines.add(at, pick(pick(documents, random).lines().toList(), random));
                default -> lines.set(at, exchanged(lines.get(at), lines.get(random.nextInt(lines.size())), random));
            }
            if (lines.isEmpty()) {
                lines.add("");
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String exchanged(String line, String other, Random random) {
        List<String> words = new ArrayList<>(List.of(line.split("(?<=\\W)|(?=\\W)", -1)));
        List<String> others = List.of(other.split("(?<=\\W)|(?=\\W)", -1));
        words.set(random.nextInt(words.size()), pick(others, random));
        return String.join("", words);
    }

    private static <T> T pick(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
