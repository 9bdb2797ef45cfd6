package dev.slipway.plan;

import dev.slipway.base.Phrase;
import dev.slipway.base.Span;
import dev.slipway.base.StepId;
import dev.slipway.runbook.Step;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Names steps: the author's id, or one made from the title; {@code -2} for another step, {@code @2} for the same again. */
final class StepIds {
    private static final int LONGEST = 60;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ENDS = Pattern.compile("^-|-$");

    private final Map<String, Span> taken = new HashMap<>();
    private final Map<Span, String> names = new HashMap<>();
    private final Map<Span, Integer> times = new HashMap<>();
    private final Map<String, Integer> nextNumber = new HashMap<>();

    /** Authors' ids go first, so that no other step takes one of them away. */
    StepIds(List<Reached> reached, Problems problems) {
        for (Reached each : reached) {
            if (each instanceof Reached.Performed(Step step, Reached.Visit _, List<Reached.Test> _)
                    && step.id().isPresent()) {
                own(step, step.id().get(), problems);
            }
        }
    }

    private void own(Step step, Phrase id, Problems problems) {
        Span owner = taken.putIfAbsent(id.text(), step.span());
        if (owner == null || owner.equals(step.span())) {
            names.put(step.span(), id.text());
        } else if (!owner.file().equals(step.span().file())) {
            // Of two in one file its reader has told already.
            problems.add(
                    id.span(),
                    "two steps of this procedure are called '" + id + "'",
                    "The other one stands at " + owner + ". Rename one of them.");
        }
    }

    /** The name of what stands at a place, made from its title unless its author named it. */
    StepId of(Span at, String title) {
        String name = names.computeIfAbsent(at, _ -> unused(slug(title), at));
        int count = times.merge(at, 1, Integer::sum);
        return new StepId(count == 1 ? name : name + "@" + count);
    }

    /** A name for something that the plan adds, such as a question before a heading. */
    StepId made(String title, Span at) {
        return new StepId(unused(slug(title), at));
    }

    private String unused(String slug, Span at) {
        String name = slug;
        while (taken.putIfAbsent(name, at) != null) {
            name = slug + "-" + nextNumber.merge(slug, 2, (last, _) -> last + 1);
        }
        return name;
    }

    /** {@code Check disk usage (db)} is {@code check-disk-usage-db}. */
    static String slug(String title) {
        String letters =
                MARKS.matcher(Normalizer.normalize(title, Normalizer.Form.NFKD)).replaceAll("");
        String words = OTHERS.matcher(letters.toLowerCase(Locale.ROOT).replace("ß", "ss"))
                .replaceAll("-");
        String plain = ENDS.matcher(words).replaceAll("");
        String cut =
                plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST).replaceAll("-[^-]*$", "");
        return cut.isEmpty() ? "step" : cut;
    }
}
