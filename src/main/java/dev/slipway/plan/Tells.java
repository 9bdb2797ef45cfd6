package dev.slipway.plan;

import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.plan.PlannedStep.Policy;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.runbook.FrontMatter.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the telling of a late input before the first step that mentions it, under the conditions that all steps which mention
 * it share: it is not asked for where none of them will be performed, as far as these conditions say.
 */
final class Tells {
    private final StepIds ids;

    Tells(StepIds ids) {
        this.ids = ids;
    }

    private record Mention(Input input, int first, List<Guard> shared) {}

    List<Draft> insert(List<Draft> drafts, Map<String, Input> late) {
        Map<String, Mention> mentions = mentions(drafts, late);
        Map<Integer, List<Mention>> due = new HashMap<>();
        mentions.values()
                .forEach(mention -> due.computeIfAbsent(mention.first(), _ -> new ArrayList<>())
                        .add(mention));
        List<Draft> all = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft before = drafts.get(i);
            due.getOrDefault(i, List.of()).forEach(mention -> all.add(tell(mention, before)));
            all.add(before);
        }
        return all;
    }

    private static Map<String, Mention> mentions(List<Draft> drafts, Map<String, Input> late) {
        Map<String, Mention> mentions = new LinkedHashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            for (String name : draft.allMentions()) {
                Input input = late.get(name);
                if (input != null) {
                    List<Guard> guards = free(draft.planned().guards(), name);
                    int at = i;
                    mentions.merge(
                            name,
                            new Mention(input, at, guards),
                            (old, now) -> new Mention(input, old.first(), shared(old.shared(), now.shared())));
                }
            }
        }
        return mentions;
    }

    /** The guards up to the first that reads the input itself: they can be decided before it is told. */
    private static List<Guard> free(List<Guard> guards, String input) {
        List<Guard> free = new ArrayList<>();
        for (Guard guard : guards) {
            if (guard instanceof Guard.Given given
                    && given.expression().contains("inputs")
                    && given.expression().contains(input)) {
                break;
            }
            free.add(guard);
        }
        return free;
    }

    private static List<Guard> shared(List<Guard> one, List<Guard> other) {
        int count = 0;
        while (count < one.size()
                && count < other.size()
                && Draft.key(one.get(count)).equals(Draft.key(other.get(count)))) {
            count++;
        }
        return one.subList(0, count);
    }

    private Draft tell(Mention mention, Draft before) {
        InputRules rules = InputRules.of(mention.input());
        PlannedStep step = new PlannedStep(
                ids.made("tell " + rules.name(), mention.input().name().span()),
                rules.description().isEmpty() ? rules.name() : rules.description(),
                before.planned().stage(),
                mention.input().name().span().toString(),
                before.planned().headings(),
                mention.shared(),
                Policy.PLAIN,
                new Work.Tell(rules),
                new Undo.None(),
                Optional.empty(),
                Optional.empty());
        return new Draft(
                step, before.phase(), mention.input().name().span(), Optional.empty(), List.of(), Set.of(), Set.of());
    }
}
