package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.jspecify.annotations.Nullable;

/** Lists: of steps, of questions, of data, or of words. */
final class Lists {
    private static final Pattern MARKER = Pattern.compile("\\[([ xX])\\](?=\\s|$)\\s*");
    private static final Pattern BARE_MARKER = Pattern.compile("\\[[ xX]\\]\\s*");
    private static final Pattern NEARLY_MARKER = Pattern.compile("\\[(\\s{0}|\\s{2,}|\\s[xX]\\s?|[xX]\\s)\\](?=\\s)");

    private final Manuscript manuscript;
    private final Where where;

    Lists(Manuscript manuscript, Where where) {
        this.manuscript = manuscript;
        this.where = where;
    }

    static String withoutMarker(String text) {
        Matcher marker = MARKER.matcher(text);
        return marker.lookingAt() ? text.substring(marker.end()) : text;
    }

    /** What is known of a list before its items are read. */
    private enum Purpose {
        /** Nothing: if it is ordered, somebody has to do or to answer each item. */
        OPEN,
        /** Each item is a question. */
        GATE,
        /** It has been said what the list is, or it belongs to a question. */
        SETTLED
    }

    List<Draft> read(ListBlock list, Bound bound) {
        if (bound.directive().isEmpty()) {
            return items(list, where, where.gate().isPresent() ? Purpose.SETTLED : Purpose.OPEN);
        }
        Directive directive = bound.directive().get();
        return switch (directive.kind()) {
            case GATE -> items(list, where.gated(gateRules(directive)), Purpose.GATE);
            case NOTES -> items(list, where.notes(), Purpose.SETTLED);
            case LIST -> data(list, directive);
            case STEP, UNDO, PROBE, EXPECT, SECTION, ALLOW, TABLE, CALL -> {
                BlockWalk.misplaced(manuscript, directive, "a list");
                yield items(list, where, Purpose.SETTLED);
            }
        };
    }

    private Part.GateRules gateRules(Directive directive) {
        return new Part.GateRules(
                directive.text("role"),
                directive.count("approvals", 100, manuscript.problems).orElse(1),
                directive.has("not-requester"),
                directive.text("waive"),
                directive.duration("within", manuscript.problems));
    }

    private List<Draft> data(ListBlock list, Directive directive) {
        Optional<Phrase> id = Tables.dataId(manuscript, directive);
        List<Phrase> items = new ArrayList<>();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            Node first = item.getFirstChild();
            if (first != null) {
                items.add(new Phrase(withoutMarker(Inlines.plain(first)).strip(), manuscript.span(first)));
            }
        }
        items(list, where.notes(), Purpose.SETTLED);
        return id.map(name -> List.<Draft>of(new Draft.Finished(
                        new Part.Items(manuscript.span(list), where.spot(), name, items, List.of()))))
                .orElse(List.of());
    }

    private List<Draft> items(ListBlock list, Where around, Purpose purpose) {
        List<Draft> all = new ArrayList<>();
        Node forgotten = null;
        int many = 0;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            List<Draft> parts = new Item(around, item, purpose).read();
            if (parts.stream().noneMatch(part -> Draft.isDone(part) || Draft.isAsked(part))) {
                forgotten = forgotten == null ? item : forgotten;
                many++;
            }
            all.addAll(parts);
        }
        boolean mustBeDone =
                list instanceof OrderedList && purpose == Purpose.OPEN && around.mode() == Where.Mode.PERFORMED;
        if (mustBeDone && forgotten != null) {
            all.addFirst(unaddressed(list, forgotten, many));
        }
        return all;
    }

    private Draft unaddressed(ListBlock list, Node item, int many) {
        String help = "Put <!-- slipway: gate --> before the list if somebody answers for its items, "
                + "or <!-- slipway: notes --> if it is only read.";
        if (list.getNext() instanceof FencedCodeBlock fence) {
            help += " The fence in line " + manuscript.span(fence).line()
                    + " stands outside the list: indent it like the item that it belongs to.";
        }
        String more = switch (many) {
            case 1 -> "";
            case 2 -> " (nor is 1 other of this list)";
            default -> " (nor are " + (many - 1) + " others of this list)";
        };
        return new Draft.Unaddressed(new Part.Prose(
                manuscript.span(list),
                where.spot(),
                0,
                List.of(new Problem(
                        manuscript.firstLine(item), "this item is neither a step nor a question" + more, help))));
    }

    /** One item: what is in it decides what it is. */
    private final class Item {
        private final Where around;
        private final Node node;
        private final Purpose purpose;
        private final @Nullable Paragraph lead;
        private final String raw;
        private final List<Problem> problems = new ArrayList<>();

        Item(Where around, Node node, Purpose purpose) {
            this.around = around;
            this.node = node;
            this.purpose = purpose;
            this.lead = node.getFirstChild() instanceof Paragraph first ? first : null;
            this.raw = lead == null ? "" : manuscript.raw(lead);
        }

        List<Draft> read() {
            String title = lead == null ? "" : Questions.title(lead);
            Where within = around.item(manuscript.nextGroup(), title);
            List<Draft> parts = new ArrayList<>();
            BlockWalk walk = new BlockWalk(manuscript, within, parts);
            Optional<Draft> call = lead == null ? Optional.empty() : new Paragraphs(manuscript, within).call(lead);
            call.ifPresent(parts::add);
            Node rest = lead == null ? node.getFirstChild() : lead.getNext();
            if (rest != null) {
                walk.walk(rest);
            }
            return around.mode() == Where.Mode.NOTES ? List.of() : decided(within, parts, call.isPresent());
        }

        private List<Draft> decided(Where within, List<Draft> parts, boolean called) {
            boolean task = isTask();
            boolean done = parts.stream().anyMatch(Draft::isDone);
            if ((task || purpose == Purpose.GATE) && !done) {
                return question(within, parts);
            }
            if (!done && BARE_MARKER.matcher(raw).matches()) {
                problems.add(new Problem(markerSpan(3), "this task item says nothing", "Write what is asked."));
            }
            int counted = done || called || lead == null ? 0 : 1;
            if (counted > 0 || !problems.isEmpty()) {
                parts.addFirst(new Draft.Finished(new Part.Prose(place(), within.spot(), counted, problems)));
            }
            return parts;
        }

        private List<Draft> question(Where within, List<Draft> parts) {
            if (around.mode() == Where.Mode.QUOTED) {
                problems.add(new Problem(
                        manuscript.firstLine(node),
                        "nobody is asked what stands in a quote",
                        "Take the item out of the quote, or put <!-- slipway: notes --> before its list."));
                parts.addFirst(
                        new Draft.Finished(new Part.Prose(manuscript.firstLine(node), within.spot(), 0, problems)));
                return parts;
            }
            List<Draft> all = new ArrayList<>();
            all.add(new Draft.Finished(new Part.Question(
                    place(),
                    within.spot(),
                    lead == null ? "line-" + place().line() : Questions.name(manuscript, lead),
                    Questions.text(manuscript, node),
                    around.gate().orElse(Part.GateRules.PLAIN),
                    problems)));
            parts.stream().filter(Item::outlivesQuestion).forEach(all::add);
            return all;
        }

        /** Words became the question's text; what is asked, mistaken or data in itself stays. */
        private static boolean outlivesQuestion(Draft part) {
            return part instanceof Draft.Finished finished
                    && !(finished.part() instanceof Part.Prose prose
                            && prose.problems().isEmpty());
        }

        private boolean isTask() {
            Matcher marker = MARKER.matcher(raw);
            if (marker.lookingAt() && !BARE_MARKER.matcher(raw).matches()) {
                if (!marker.group(1).isBlank()) {
                    problems.add(new Problem(
                            markerSpan(3),
                            "a runbook's items begin open: this one is ticked",
                            "Write [ ]; each run keeps its own answers."));
                }
                return true;
            }
            Matcher nearly = NEARLY_MARKER.matcher(raw);
            if (nearly.lookingAt() && around.mode() == Where.Mode.PERFORMED) {
                problems.add(new Problem(
                        markerSpan(nearly.end()),
                        "this is nearly a task item, and would be passed over",
                        "Write `[ ] `, with one space between the brackets."));
            }
            return false;
        }

        private Span place() {
            return lead == null ? manuscript.firstLine(node) : manuscript.span(lead);
        }

        private Span markerSpan(int length) {
            int from = Manuscript.from(lead == null ? node : lead);
            return manuscript.at.span(from, from + length);
        }
    }
}
