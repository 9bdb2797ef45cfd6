package dev.slipway.runbook;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands around a block.
 *
 * @param gate the rules that a {@code gate} gives to the questions of the list around
 * @param depth how many lists and quotes are around
 */
record Where(
        Draft.OfSection section, int group, List<String> items, Mode mode, Optional<Part.GateRules> gate, int depth) {

    enum Mode {
        PERFORMED,
        /** Below {@code notes}: reading matter. */
        NOTES,
        /** In a quote, where nothing is performed, and whatever looks like a step is a problem. */
        QUOTED
    }

    static Where in(Draft.OfSection section) {
        return new Where(section, section.group, List.of(), Mode.PERFORMED, Optional.empty(), 0);
    }

    Part.Spot spot() {
        return new Part.Spot(group, items);
    }

    Where item(int itemGroup, String firstLine) {
        List<String> around =
                Stream.concat(items.stream(), Stream.of(firstLine)).toList();
        return new Where(section, itemGroup, around, mode, gate, depth + 1);
    }

    Where quoted() {
        return new Where(
                section, group, items, mode == Mode.NOTES ? Mode.NOTES : Mode.QUOTED, Optional.empty(), depth + 1);
    }

    Where notes() {
        return new Where(section, group, items, Mode.NOTES, Optional.empty(), depth);
    }

    Where gated(Part.GateRules rules) {
        return new Where(section, group, items, mode, Optional.of(rules), depth);
    }
}
