package dev.slipway.lint.story;

import dev.slipway.lint.story.Chapter.Kind;
import dev.slipway.runbook.Passage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** In which order fences are performed, and which belong to one procedure. */
final class Performance {
    private static final Pattern FIRST =
            Pattern.compile("\\s*(?:#\\s*)?(?:step\\s+)?1[.):]\\s", Pattern.CASE_INSENSITIVE);
    private static final Pattern OPTION = Pattern.compile(
            "^\\W{0,6}(?:option|alternative|method|approach|variant|choice)\\s+([a-z0-9]{1,3})\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CALL = Pattern.compile(
            "^\\W{0,4}(?:see|follow|perform|execute|run|complete|proceed to|go to|do)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_CASE =
            Pattern.compile("\\b(if|in case|when|unless|otherwise|fails?)\\b", Pattern.CASE_INSENSITIVE);

    private final List<Chapter> chapters;
    private final Set<Integer> performed = new HashSet<>();
    private final Set<Integer> restarting;
    private final Map<String, List<Chapter>> byAnchor;
    private final List<Scene> scenes = new ArrayList<>();
    private String option = "";
    private int optionLevel;

    /** A fence, and when it is performed. */
    record Scene(Passage.Fence fence, Chapter chapter, String track, String option) {}

    Performance(List<Chapter> chapters) {
        this.chapters = chapters;
        this.restarting = restarting(chapters);
        this.byAnchor = chapters.stream().collect(Collectors.groupingBy(Chapter::anchor));
    }

    List<Scene> fences() {
        for (Chapter chapter : chapters) {
            chapter(chapter, "");
        }
        return scenes;
    }

    /** Siblings that each begin with a step 1 are procedures of their own. */
    private static Set<Integer> restarting(List<Chapter> chapters) {
        Set<Integer> found = new HashSet<>();
        Map<Integer, Integer> children = new HashMap<>();
        for (Chapter chapter : chapters) {
            boolean first = chapter.fences().stream()
                    .findFirst()
                    .filter(fence -> FIRST.matcher(fence.body().text()).lookingAt())
                    .isPresent();
            if (first) {
                found.add(chapter.index());
                children.merge(chapter.ancestry().parent(), 1, Integer::sum);
            }
        }
        found.removeIf(
                index -> children.getOrDefault(chapters.get(index).ancestry().parent(), 0) < 2);
        return found;
    }

    private void chapter(Chapter chapter, String caller) {
        if (!performed.add(chapter.index())) {
            return;
        }
        if (chapter.level() <= optionLevel) {
            option = "";
        }
        option(chapter.title(), chapter);
        String track = caller.isEmpty() ? track(chapter) : caller;
        for (Passage passage : chapter.passages()) {
            switch (passage) {
                case Passage.Fence fence -> fence(fence, chapter, track);
                case Passage.Words words -> {
                    option(words.text(), chapter);
                    called(words, chapter).ifPresent(target -> subtree(target, track));
                }
                case Passage.Heading _, Passage.Item _, Passage.Row _ -> {}
            }
        }
    }

    private void fence(Passage.Fence fence, Chapter chapter, String track) {
        switch (fence.role()) {
            case STEP -> scenes.add(new Scene(fence, chapter, track, option));
            case UNDO, PROBE -> scenes.add(new Scene(fence, chapter, "aside " + fence.from(), ""));
            case NOTES -> {}
        }
    }

    private void option(String text, Chapter chapter) {
        Matcher matcher = OPTION.matcher(text);
        if (matcher.find()) {
            optionLevel = text.equals(chapter.title()) ? chapter.level() : chapter.level() + 1;
            int group = text.equals(chapter.title()) ? chapter.ancestry().parent() : chapter.index();
            option = group + ":" + matcher.group(1).toLowerCase(Locale.ROOT);
        }
    }

    private String track(Chapter chapter) {
        int up = chapter.index();
        while (up >= 0) {
            if (restarting.contains(up)) {
                return "own " + up;
            }
            up = chapters.get(up).ancestry().parent();
        }
        return switch (chapter.kind()) {
            case RELEASE -> "release";
            case ROLLBACK -> "rollback " + chapter.ancestry().root();
            case EMERGENCY, UPKEEP, REFERENCE -> "apart " + chapter.ancestry().below();
        };
    }

    /** {@code See [Migration](#migration).} as a step of its own. */
    private Optional<Chapter> called(Passage.Words words, Chapter from) {
        boolean calls = words.links().size() == 1
                && words.links().getFirst().startsWith("#")
                && CALL.matcher(words.text()).find()
                && !IN_CASE.matcher(words.text()).find();
        if (!calls) {
            return Optional.empty();
        }
        String anchor = words.links().getFirst().substring(1);
        return byAnchor.getOrDefault(anchor, List.of()).stream()
                .filter(chapter -> chapter.kind() == from.kind() || chapter.kind() == Kind.RELEASE)
                .filter(chapter -> !performed.contains(chapter.index()))
                .findFirst();
    }

    private void subtree(Chapter root, String track) {
        int index = root.index();
        do {
            chapter(chapters.get(index), track);
            index++;
        } while (index < chapters.size() && chapters.get(index).level() > root.level());
    }
}
