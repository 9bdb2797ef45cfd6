package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** No name leads to two sections. */
final class SectionIds {
    private SectionIds() {}

    static void check(Manuscript manuscript, List<Draft.OfSection> sections) {
        Map<String, Draft.OfSection> named = new HashMap<>();
        for (Draft.OfSection section : sections) {
            if (section.unique) {
                named.put(section.anchor, section);
            }
        }
        for (Draft.OfSection section : sections) {
            Phrase id = section.id;
            if (id != null) {
                Draft.OfSection other = named.putIfAbsent(id.text(), section);
                if (other != null && other != section) {
                    manuscript.problem(
                            id.span(),
                            "'" + id + "' names two sections",
                            "The other is '" + other.title + "' in line " + other.span.line() + ".");
                }
            }
        }
    }
}
