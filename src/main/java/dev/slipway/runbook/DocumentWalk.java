package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.jspecify.annotations.Nullable;

/** The sections of a document. Headings within lists and quotes are no sections, but take anchors like others. */
final class DocumentWalk {
    private static final Pattern HUGO_ID = Pattern.compile("\\s*\\{#([^}\\s]+)\\}\\s*$");
    private static final Pattern MYST_TARGET = Pattern.compile("\\(([^()\\s]+)\\)=\\s*");

    private final Manuscript manuscript;
    private final Draft.OfSection root;
    private final List<Draft.OfSection> all = new ArrayList<>();
    private final Deque<Draft.OfSection> open = new ArrayDeque<>();
    private BlockWalk walk;
    private @Nullable Phrase target;

    private DocumentWalk(Manuscript manuscript) {
        this.manuscript = manuscript;
        this.root = new Draft.OfSection(0, "", "", Span.point(manuscript.source.file(), 1, 1), manuscript.nextGroup());
        this.open.push(root);
        this.walk = new BlockWalk(manuscript, Where.in(root), root.parts);
    }

    static Section read(Manuscript manuscript, Node document) {
        return new DocumentWalk(manuscript).read(document);
    }

    private Section read(Node document) {
        for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Heading heading) {
                heading(heading);
            } else if (!isTarget(block)) {
                walk.read(block);
            }
        }
        walk.end();
        judgeAnchors(document);
        Inverses.bind(manuscript);
        SectionIds.check(manuscript, all);
        return root.finish();
    }

    /** MyST names the next heading by a line {@code (name)=}. */
    private boolean isTarget(Node block) {
        if (!(block instanceof Paragraph) || !(block.getNext() instanceof Heading)) {
            return false;
        }
        Matcher myst = MYST_TARGET.matcher(manuscript.raw(block));
        if (!myst.matches()) {
            return false;
        }
        int from = Manuscript.from(block) + 1;
        target = new Phrase(
                myst.group(1), manuscript.at.span(from, from + myst.group(1).length()));
        return true;
    }

    private void heading(Heading heading) {
        walk.read(heading);
        walk.end();
        String text = Inlines.plain(heading);
        Matcher hugo = HUGO_ID.matcher(text);
        String title = hugo.find() ? text.substring(0, hugo.start()) : text;
        Draft.OfSection section = new Draft.OfSection(
                heading.getLevel(), title.strip(), Anchors.of(text), manuscript.span(heading), manuscript.nextGroup());
        if (title.length() < text.length()) {
            name(section, new Phrase(hugo.group(1), section.span));
        } else if (target != null) {
            name(section, target);
        }
        target = null;
        while (open.element().level >= section.level) {
            open.pop();
        }
        open.element().sections.add(section);
        open.push(section);
        all.add(section);
        walk = new BlockWalk(manuscript, Where.in(section), section.parts);
    }

    private static void name(Draft.OfSection section, Phrase id) {
        if (Directive.isSectionName(id.text())) {
            section.id = id;
        } else {
            section.problems.add(new Problem(
                    id.span(),
                    "'" + id + "' cannot name a section",
                    "Names of sections are lower-case letters, digits, hyphens and underscores. "
                            + "Put <!-- slipway: section id=NAME --> below the heading."));
        }
    }

    /** Only an anchor that GitHub gives to this heading and to no other names its section. */
    private void judgeAnchors(Node document) {
        List<Heading> headings = Inlines.below(document).stream()
                .filter(Heading.class::isInstance)
                .map(Heading.class::cast)
                .toList();
        List<String> anchors = headings.stream()
                .map(heading -> Anchors.of(Inlines.plain(heading)))
                .toList();
        List<String> given = Anchors.onThePage(anchors);
        Map<String, Integer> times = new HashMap<>();
        anchors.forEach(anchor -> times.merge(anchor, 1, Integer::sum));
        int section = 0;
        for (int i = 0; i < headings.size(); i++) {
            if (headings.get(i).getParent() instanceof Document) {
                String anchor = anchors.get(i);
                all.get(section++).unique = !anchor.isEmpty()
                        && times.getOrDefault(anchor, 0) == 1
                        && given.get(i).equals(anchor);
            }
        }
    }
}
