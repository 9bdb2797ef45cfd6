package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenPlansTest {

    static List<Tables.Case> cases() {
        return Tables.of("broken.txt");
    }

    @AfterAll
    static void write() {
        Tables.write("broken.txt", BrokenPlansTest::said);
    }

    private static String said(String given) {
        try {
            return Requests.said(Requests.plan(given));
        } catch (AssertionError e) {
            return "not even read: " + e.getMessage();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_cannot_be_planned_is_told_in_whole_sentences(Tables.Case broken) {
        assertThat(Requests.said(Requests.plan(broken.given()))).isEqualTo(broken.expected());
    }
}
