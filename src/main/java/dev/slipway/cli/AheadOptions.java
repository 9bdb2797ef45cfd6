package dev.slipway.cli;

import dev.slipway.base.Operator;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Signatures and answers that are given ahead. */
final class AheadOptions {
    @Option(
            names = "--sign",
            paramLabel = "ITEM[=NOTE]",
            description = "sign SECTION/ITEM, or a whole gate as SECTION@DIGEST, when its gate opens")
    List<String> signatures = new ArrayList<>();

    @Option(
            names = "--answer",
            paramLabel = "SECTION=yes|no",
            description = "answer a question of the runbook when it is asked")
    List<String> answers = new ArrayList<>();

    Ahead by(Operator operator) {
        return new Ahead(signatures, answers, operator);
    }
}
