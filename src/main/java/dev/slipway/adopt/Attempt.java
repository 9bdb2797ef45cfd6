package dev.slipway.adopt;

import dev.slipway.adopt.Procedures.Division;
import dev.slipway.adopt.Procedures.Procedure;
import dev.slipway.adopt.Sheet.Mended;
import dev.slipway.base.Source;
import dev.slipway.runbook.Layout;
import dev.slipway.runbook.Layout.Kind;
import dev.slipway.runbook.Layout.Piece;
import dev.slipway.runbook.Passage;
import dev.slipway.runbook.Passages;
import dev.slipway.runbook.Runbook;
import dev.slipway.runbook.Runbooks;
import dev.slipway.runbook.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Goes through a document once, with what earlier looks at the outcome have shown. */
final class Attempt {
    private final Source document;
    private final Sheet sheet;
    private final Runbook runbook;
    private final Map<Integer, Passage.Fence> fences = new HashMap<>();
    private final Map<Integer, Passage.Row> rows = new HashMap<>();
    private final Calls calls;
    private final Division division;
    private final Map<Integer, String> ids = new HashMap<>();
    private final Set<Integer> working = new HashSet<>();
    private final Map<Integer, String> procedures = new HashMap<>();

    Attempt(Source document, Answers answers, Mended mended) {
        this.document = document;
        this.runbook = Runbooks.read(document).runbook();
        this.sheet = new Sheet(Layout.of(document), runbook.root(), answers, mended);
        for (Passage passage : Passages.of(document).all()) {
            if (passage instanceof Passage.Fence fence) {
                fences.put(fence.from(), fence);
            } else if (passage instanceof Passage.Row row) {
                rows.put(row.from(), row);
            }
        }
        this.calls = new Calls(sheet);
        survey();
        this.division = divided(answers);
        if (!isEmpty()) {
            write();
        }
    }

    boolean isEmpty() {
        return division.procedures().isEmpty();
    }

    Sheet sheet() {
        return sheet;
    }

    Edits edits() {
        return sheet.edits;
    }

    List<Fate> fates() {
        return sheet.fates.stream().sorted(Comparator.comparingInt(Fate::line)).toList();
    }

    List<Open> open() {
        List<Open> all = new ArrayList<>(division.open());
        all.addAll(sheet.open);
        Map<String, Open> once = new LinkedHashMap<>();
        all.stream()
                .sorted(Comparator.comparingInt(Open::line))
                .forEach(each -> once.putIfAbsent(each.isAnswerable() ? each.key() : each.line() + each.asks(), each));
        return List.copyOf(once.values());
    }

    /** A call counts only where its own section is reached. */
    private Division divided(Answers answers) {
        Set<String> called = calls.leading();
        while (true) {
            Division division = Procedures.of(runbook.root(), this::works, called, answers);
            Set<Integer> reached = Procedures.reached(division.procedures(), runbook.root(), called);
            Set<String> truly = calls.from(reached);
            if (truly.containsAll(called)) {
                calls.keep(reached);
                return division;
            }
            called = truly;
        }
    }

    private boolean works(Section section) {
        return working.contains(section.span().line());
    }

    /** Sections that hold something to perform or to answer by themselves. */
    private void survey() {
        for (Piece piece : sheet.layout.pieces()) {
            Section section = sheet.section(piece.from());
            if (section.level() > 0 && works(piece, section)) {
                working.add(section.span().line());
            }
        }
    }

    private boolean works(Piece piece, Section section) {
        return switch (piece.kind()) {
            case FENCE -> {
                Optional<Passage.Fence> fence = Optional.ofNullable(fences.get(piece.from()));
                yield fence.isPresent() && Fences.isWork(piece, fence.get());
            }
            case CODE ->
                fences.containsKey(piece.from())
                        && dev.slipway.lint.shell.Scripts.of(fences.get(piece.from()))
                                .isPresent();
            case ITEM -> sheet.isTask(piece);
            case NUMBERS ->
                Purpose.of(section.title()) != Purpose.READING
                        && Purpose.of(section.title()) != Purpose.TROUBLE
                        && sheet.layout.children(piece).stream()
                                .noneMatch(item -> sheet.lead(item).strip().startsWith("["));
            case WORDS -> calls.isCall(piece);
            case HEADING, BULLETS, TABLE, QUOTE, COMMENT, OTHER -> false;
        };
    }

    private void write() {
        Set<Integer> reached = Procedures.reached(division.procedures(), runbook.root(), calls.kept());
        List<Piece> pieces = sheet.layout.pieces().stream()
                .filter(piece ->
                        reached.contains(sheet.section(piece.from()).span().line())
                                && sheet.section(piece.from()).level() > 0)
                .toList();
        Set<Integer> within = new HashSet<>();
        pieces.forEach(piece -> within.add(piece.index()));
        Choices choices = new Choices(sheet);
        choices.prepare(pieces);
        sections(reached, choices);
        division.procedures()
                .forEach(procedure -> procedure.all().stream()
                        .flatMap(Section::all)
                        .forEach(
                                section -> procedures.putIfAbsent(section.span().line(), procedure.name())));
        Fences writer = new Fences(sheet, choices);
        pieces.stream().filter(this::isFence).forEach(piece -> Versions.collect(sheet, fence(piece)));
        for (Piece piece : sheet.layout.pieces()) {
            if (isFence(piece) && within.contains(piece.index())) {
                writer.look(piece, fence(piece), procedure(piece));
            } else if (isFence(piece) && Fences.isWork(piece, fence(piece))) {
                sheet.fate(
                        piece.from(),
                        piece.to(),
                        Fate.Becomes.LEFT,
                        "no procedure reaches '" + sheet.section(piece.from()).title() + "'");
            } else if (isFence(piece) && fence(piece).body().text().startsWith("#!")) {
                sheet.fate(
                        piece.from(),
                        piece.to(),
                        Fate.Becomes.LEFT,
                        "it opens with #!: it shows a file, and is not performed");
            } else if (piece.kind() == Kind.TABLE && rows.containsKey(piece.from())) {
                Listed.table(sheet, piece, rows.get(piece.from()).head());
            }
        }
        Set<Integer> performing = performing(pieces);
        Listed listed = new Listed(sheet, performing);
        pieces.stream().filter(Piece::isList).forEach(listed::look);
        calls.write();
        headings();
        front();
    }

    private Passage.Fence fence(Piece piece) {
        return Objects.requireNonNull(fences.get(piece.from()));
    }

    private boolean isFence(Piece piece) {
        return Adoption.isFence(piece) && fences.containsKey(piece.from());
    }

    private String procedure(Piece piece) {
        return procedures.getOrDefault(sheet.section(piece.from()).span().line(), "");
    }

    /** Items in which something is performed. */
    private Set<Integer> performing(List<Piece> pieces) {
        Set<Integer> performing = new HashSet<>();
        for (Piece piece : pieces) {
            boolean acts = isFence(piece)
                    && sheet.acting.subMap(piece.from(), piece.to() + 1).keySet().stream()
                            .findFirst()
                            .isPresent();
            if (acts || (piece.kind() == Kind.WORDS && calls.isKept(piece))) {
                Optional<Piece> item = sheet.item(piece);
                while (item.isPresent() && performing.add(item.get().index())) {
                    item = sheet.item(item.get());
                }
            }
        }
        return performing;
    }

    /** Alternatives among sections, and sections that are followed only if they apply. */
    private void sections(Set<Integer> reached, Choices choices) {
        runbook.root().all().forEach(parent -> {
            List<Section> below = parent.sections().stream()
                    .filter(section -> reached.contains(section.span().line())
                            && section.all().anyMatch(this::works))
                    .toList();
            boolean apart = below.stream()
                    .anyMatch(section -> division.procedures().stream()
                            .anyMatch(procedure -> procedure.all().size() == 1
                                    && procedure.all().getFirst().span().equals(section.span())));
            if (!apart) {
                choices.among(below, parent);
            }
        });
        runbook.root()
                .all()
                .filter(section ->
                        section.level() > 0 && reached.contains(section.span().line()))
                .filter(
                        section -> section.title()
                                .toLowerCase(java.util.Locale.ROOT)
                                .matches(
                                        ".*\\((if|when|only if|only when|optional|as needed|where)\\b.*\\).*|.*\\bif (needed|necessary|applicable|required)\\b.*|^\\W*optional\\b.*"))
                .filter(section -> division.procedures().stream()
                        .noneMatch(procedure -> procedure.all().stream()
                                .anyMatch(top -> top.span().equals(section.span()))))
                .filter(section -> section.all().anyMatch(this::works))
                .forEach(section -> sheet.heading(section, "if", "ask"));
    }

    private void headings() {
        Names names = new Names();
        runbook.root().all().forEach(section -> names.take(section.name()));
        Set<Integer> needed = new LinkedHashSet<>();
        division.procedures()
                .forEach(procedure -> procedure
                        .all()
                        .forEach(section -> needed.add(section.span().line())));
        runbook.root()
                .all()
                .filter(section ->
                        needed.contains(section.span().line()) && section.id().isEmpty() && !section.unique())
                .forEach(section -> {
                    String id = names.hyphened(section.title(), "section");
                    ids.put(section.span().line(), id);
                    sheet.heading(section, "id", id);
                });
        sheet.headings.forEach((at, rules) -> {
            List<String> words = new ArrayList<>();
            rules.forEach((key, value) -> words.add(key + "=" + value));
            sheet.edits.insert(at, "\n\n<!-- slipway: section " + String.join(" ", words) + " -->");
        });
    }

    private void front() {
        variables();
        String service = sheet.answers
                .to("service")
                .map(told -> Names.slug(told, "-", "service"))
                .orElseGet(this::service);
        sheet.open.add(new Open(
                "service",
                1,
                "What is called the service, with whose name runs are kept and locked?",
                List.of(),
                service));
        String front = new Front(ids).of(service, sheet.told, division.procedures());
        String text = document.text();
        int close = text.startsWith("---\n") ? text.indexOf("\n---", 3) : -1;
        if (close >= 0 && text.substring(4, close + 1).matches("(?s)(\\s*|.*[A-Za-z_-]+:.*)")) {
            sheet.edits.insert(close + 1, front);
        } else {
            sheet.edits.insert(0, "---\n" + front + "---\n\n");
        }
    }

    /** Words of the title that say what is released, and not that it is a runbook. */
    private String service() {
        String title = runbook.title().replaceAll("(?i)\\.md$", "");
        String plain = title.replaceAll(
                "(?i)\\b(production|deployment|deploy|release|rollout|upgrade|runbook|run-book|playbook|procedures?|guide|checklist|process|manual|instructions?|steps|how to|and|the|of|for|to|a|an|on|with|docs?|documentation)\\b",
                " ");
        return Names.slug(plain.isBlank() ? title : plain, "-", "service");
    }

    /** Variables that nothing sets by the time at which a procedure reads them. */
    private void variables() {
        Source before =
                new Source(document.file(), sheet.edits.applied(document.text()).text());
        List<Section> now = Runbooks.read(before).runbook().root().all().toList();
        List<Section> then = runbook.root().all().toList();
        if (now.size() != then.size()) {
            return;
        }
        Map<Integer, Section> byLine = new HashMap<>();
        for (int i = 0; i < now.size(); i++) {
            byLine.put(then.get(i).span().line(), now.get(i));
        }
        for (Procedure procedure : division.procedures()) {
            Variables variables = new Variables(sheet.told, now);
            procedure
                    .all()
                    .forEach(section -> Optional.ofNullable(
                                    byLine.get(section.span().line()))
                            .ifPresent(variables::follow));
        }
    }
}
