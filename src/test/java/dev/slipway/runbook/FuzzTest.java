package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** {@code bin/fuzz} searches for longer. */
class FuzzTest {
    private static final int DOCUMENTS = 400;

    @Test
    void no_document_makes_the_reader_stumble() {
        Fuzz fuzz = new Fuzz(FuzzMain::plan);

        assertThat(fuzz.documents()).isGreaterThan(7);
        assertThat(LongStream.range(0, DOCUMENTS).mapToObj(fuzz::stumbles).flatMap(Optional::stream))
                .isEmpty();
    }
}
