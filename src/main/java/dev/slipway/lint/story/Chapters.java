package dev.slipway.lint.story;

import dev.slipway.lint.story.Chapter.Ancestry;
import dev.slipway.lint.story.Chapter.Kind;
import dev.slipway.runbook.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Divides passages into chapters, and tells from their titles when each is followed. */
final class Chapters {
    private static final Pattern ROLLBACK = Pattern.compile(
            "\\b(roll-?\\s?back|rolling back|back-?out|revert\\w*|undo|downgrade|restor(e|ing|ation))\\b");
    private static final Pattern EMERGENCY = Pattern.compile("\\b(emergenc\\w+|incidents?|outages?|troubleshoot\\w*|"
            + "(common|known) (issues|problems|errors)|disaster|break-?glass|if something goes wrong)\\b");
    private static final Pattern UPKEEP = Pattern.compile(
            "\\b((daily|weekly|monthly|quarterly|regular|routine|periodic) "
                    + "(maintenance|tasks|checks)|maintenance tasks|house-?keeping|tuning|optimi[sz]ation|compliance|scaling)\\b");
    private static final Pattern REFERENCE = Pattern.compile(
            "\\b(appendix|useful commands|available commands|cheat ?sheet|"
                    + "(quick|command) reference|related documents?|feature flags?|local development|glossary|links)\\b");
    private static final Pattern RELEASE =
            Pattern.compile("\\b(deploy\\w*|release|upgrade|update|rollout|pre-?flight|checklist)\\b");

    private Chapters() {}

    static List<Chapter> of(List<Passage> passages) {
        List<Chapter> chapters = new ArrayList<>();
        List<Passage> own = new ArrayList<>();
        Optional<Passage.Heading> heading = Optional.empty();
        for (Passage passage : passages) {
            if (passage instanceof Passage.Heading next) {
                add(chapters, heading, own);
                heading = Optional.of(next);
                own = new ArrayList<>();
            } else {
                own.add(passage);
            }
        }
        add(chapters, heading, own);
        return chapters;
    }

    private static void add(List<Chapter> chapters, Optional<Passage.Heading> heading, List<Passage> own) {
        int index = chapters.size();
        int level = heading.map(Passage.Heading::level).orElse(0);
        String title = heading.map(Passage.Heading::title).orElse("");
        int parent = index - 1;
        while (parent >= 0 && chapters.get(parent).level() >= level) {
            parent = chapters.get(parent).ancestry().parent();
        }
        Kind above = parent < 0 || chapters.get(parent).level() <= 1
                ? Kind.RELEASE
                : chapters.get(parent).kind();
        Kind kind = level <= 1 ? Kind.RELEASE : kind(title, above);
        int root = index;
        int below = index;
        if (parent >= 0 && chapters.get(parent).kind() == kind) {
            Ancestry up = chapters.get(parent).ancestry();
            root = up.root();
            below = up.root() == parent ? index : up.below();
        }
        String anchor = heading.map(Passage.Heading::anchor).orElse("");
        chapters.add(new Chapter(index, level, title, anchor, kind, new Ancestry(parent, root, below), own));
    }

    private static Kind kind(String title, Kind above) {
        String said = title.toLowerCase(Locale.ROOT);
        if (above == Kind.ROLLBACK) {
            return above;
        }
        if (ROLLBACK.matcher(said).find()) {
            return said.contains("plan") && said.contains("check") ? above : Kind.ROLLBACK;
        }
        if (EMERGENCY.matcher(said).find()) {
            return Kind.EMERGENCY;
        }
        if (REFERENCE.matcher(said).find() && !RELEASE.matcher(said).find()) {
            return Kind.REFERENCE;
        }
        return UPKEEP.matcher(said).find() ? Kind.UPKEEP : above;
    }
}
