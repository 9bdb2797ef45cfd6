package dev.slipway.adopt;

import dev.slipway.adopt.Fate.Becomes;
import dev.slipway.runbook.Layout;
import dev.slipway.runbook.Layout.Kind;
import dev.slipway.runbook.Layout.Piece;
import dev.slipway.runbook.Section;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists that somebody follows: their items become questions, unless they only explain. */
final class Listed {
    private static final Pattern TICKED = Pattern.compile("\\[(?:[xX]|\\s{2,}|\\s[xX]\\s?|[xX]\\s)?\\](?=\\s)");
    private static final Pattern EXPLAINS = Pattern.compile(
            "(?is).*\\b(this|these|it|the (command|script|process|system|workflow|pipeline)|which|that|controlled through|consists? of|includes?|works as follows|under the hood|will)\\b.*:\\s*");
    private static final Pattern PEOPLE =
            Pattern.compile("(?i).*\\b(escalat\\w*|contacts?|on-?call|key personnel|support)\\b.*");

    private final Sheet sheet;
    private final Set<Integer> performing;

    /** @param performing the indices of items in which something is performed */
    Listed(Sheet sheet, Set<Integer> performing) {
        this.sheet = sheet;
        this.performing = performing;
    }

    void look(Piece list) {
        List<Piece> items = sheet.layout.children(list);
        Section section = sheet.section(list.from());
        items.forEach(item -> marker(item, section));
        if (list.kind() != Kind.NUMBERS || !isOpen(list, items)) {
            return;
        }
        String indent = sheet.layout.indent(list);
        boolean explains = sheet.layout
                .before(list)
                .filter(words -> words.kind() == Kind.WORDS
                        && EXPLAINS.matcher(words.words()).matches())
                .isPresent();
        boolean people = PEOPLE.matcher(section.title()).matches();
        boolean asked =
                !explains && !people && !sheet.mended.lists().contains(list.index()) && !sheet.within(list, Kind.QUOTE);
        if (people) {
            sheet.edits.insert(
                    list.from(),
                    "<!-- slipway: list id=" + sheet.steps.underscored(section.title(), "list") + " -->\n" + indent);
            sheet.fate(list.from(), list.to(), Becomes.DATA, "it says who is told, and in which order");
        } else if (asked) {
            sheet.edits.insert(list.from(), "<!-- slipway: gate -->\n" + indent);
            sheet.fate(
                    list.from(), list.to(), Becomes.QUESTIONS, "each item is an instruction that no command follows");
            items.stream()
                    .filter(item -> !performing.contains(item.index()) && !sheet.isTask(item))
                    .forEach(item -> name(item, section));
        } else {
            sheet.edits.insert(list.from(), "<!-- slipway: notes -->\n" + indent);
            sheet.fate(
                    list.from(),
                    list.to(),
                    Becomes.READ,
                    explains ? "it explains what stands before it" : "it is part of something that is answered");
        }
    }

    /** Somebody has to do or to answer an item that is neither. */
    private boolean isOpen(Piece list, List<Piece> items) {
        Optional<Piece> around = sheet.item(list);
        boolean settled = around.isPresent() && isSettled(around.get());
        return !settled && items.stream().anyMatch(item -> !performing.contains(item.index()) && !sheet.isTask(item));
    }

    /** Below a question, or below a list that becomes one. */
    private boolean isSettled(Piece item) {
        Optional<Piece> list = sheet.layout.parent(item);
        boolean gated = list.filter(
                        around -> around.kind() == Kind.NUMBERS && isOpen(around, sheet.layout.children(around)))
                .isPresent();
        return gated || sheet.item(item).filter(this::isSettled).isPresent();
    }

    private void marker(Piece item, Section section) {
        String lead = sheet.lead(item);
        if (lead.isEmpty()) {
            return;
        }
        int at = sheet.layout.children(item).getFirst().from();
        Matcher ticked = TICKED.matcher(lead);
        if (ticked.lookingAt()) {
            sheet.edits.replace(at, at + ticked.end(), "[ ]");
            sheet.fate(
                    at, at + lead.length(), Becomes.QUESTIONS, "a tick in a document says nothing about the next run");
        }
        if (sheet.isTask(item) && !performing.contains(item.index())) {
            name(item, section);
        }
    }

    /** Two questions of one section need two names. */
    private void name(Piece item, Section section) {
        String lead = sheet.lead(item);
        Matcher mark = Pattern.compile("(?s)\\[[ xX]?\\s*\\]\\s+").matcher(lead);
        int start = mark.lookingAt() ? mark.end() : 0;
        String said = lead.substring(start);
        Matcher bold = Pattern.compile("(?s)(\\*\\*|__)(.+?)\\1.*").matcher(said);
        String words = bold.matches() ? bold.group(2) : said.lines().findFirst().orElse("");
        String plain = words.replaceAll("[*_`]", "")
                .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .strip()
                .replaceFirst(":$", "");
        boolean fresh = sheet.first(section, plain);
        if (!fresh || sheet.mended.named().contains(item.index())) {
            int at = sheet.layout.children(item).getFirst().from() + start;
            String slug = Names.slug(plain, "-", "item");
            int line = sheet.line(at);
            sheet.edits.insert(
                    at,
                    "<a id=\"" + (slug.length() > 30 ? slug.substring(0, 30) : slug).replaceAll("-$", "") + "-" + line
                            + "\"></a>");
        }
    }

    /** Tables that people look up in an emergency get a name, by which actions and later versions find them. */
    static void table(Sheet sheet, Piece table, List<String> head) {
        String words = String.join(" | ", head).toLowerCase(Locale.ROOT);
        String what = words.matches(".*(health|endpoint|expected response).*")
                ? "health"
                : words.matches(".*\\brto\\b.*|.*recovery (time|point).*")
                        ? "rto"
                        : words.matches("(?s)time\\b.*(action|step|task|activity).*")
                                ? "timeline"
                                : words.matches(".*(contact|escalat|phone|on-call|severity).*") ? "contacts" : "";
        boolean directed = sheet.layout
                .before(table)
                .filter(before -> before.kind() == Layout.Kind.COMMENT)
                .isPresent();
        if (what.isEmpty() || directed) {
            return;
        }
        String id = sheet.steps.underscored(what, what);
        sheet.edits.insert(table.from(), "<!-- slipway: table id=" + id + " -->\n" + sheet.layout.indent(table));
        sheet.fate(table.from(), table.to(), Becomes.DATA, "a table of " + describe(what) + ", called " + id);
    }

    private static String describe(String what) {
        return switch (what) {
            case "health" -> "what answers how when it is well";
            case "rto" -> "how long a recovery may take";
            case "timeline" -> "what happens when";
            default -> "whom to call";
        };
    }
}
