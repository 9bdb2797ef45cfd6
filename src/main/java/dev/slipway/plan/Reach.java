package dev.slipway.plan;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.base.Span;
import dev.slipway.plan.Library.Document;
import dev.slipway.plan.Reached.Phased;
import dev.slipway.plan.Reached.Test;
import dev.slipway.plan.Reached.Visit;
import dev.slipway.runbook.Condition;
import dev.slipway.runbook.FrontMatter.Procedure;
import dev.slipway.runbook.Part;
import dev.slipway.runbook.Section;
import dev.slipway.runbook.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows a procedure through its sections, their subsections and calls. Conditions are noted, not decided. */
final class Reach {
    /** What FORMAT.md promises. */
    static final int MOST_STEPS = 10_000;

    /** Calls of calls double what they reach: visits are limited too, also where sections are empty. */
    static final int MOST_VISITS = 20_000;

    static final int DEEPEST_CALLS = 32;

    private final Library library;
    private final Places places;
    private final Problems problems;
    private final List<Reached> reached = new ArrayList<>();
    private final List<Phased> phases = new ArrayList<>();
    private final List<Frame> open = new ArrayList<>();
    private int visits;
    private int calls;
    private boolean full;

    Reach(Library library, Places places, Problems problems) {
        this.library = library;
        this.places = places;
        this.problems = problems;
    }

    private record Frame(Document document, Section section) {
        boolean is(Document other, Section section) {
            return document.file().equals(other.file()) && this.section.span().equals(section.span());
        }
    }

    List<Reached> reached() {
        return reached;
    }

    List<Phased> phases() {
        return phases;
    }

    void follow(Procedure procedure) {
        stage(procedure.before(), Plan.Stage.BEFORE);
        stage(procedure.run(), Plan.Stage.RUN);
        stage(procedure.after(), Plan.Stage.AFTER);
    }

    void recover(Procedure procedure) {
        stage(procedure.before(), Plan.Stage.RECOVERY);
        stage(procedure.run(), Plan.Stage.RECOVERY);
        stage(procedure.after(), Plan.Stage.RECOVERY);
    }

    private void stage(List<Phrase> names, Plan.Stage stage) {
        Document main = library.main();
        List<Section> sections = new ArrayList<>();
        for (Phrase name : names) {
            Optional<Section> section = main.section(name.text());
            section.ifPresentOrElse(found -> sections.add(found), () -> unknown(main, name, name.text()));
        }
        overlaps(names, sections);
        sections.forEach(section -> top(main, section, stage));
    }

    private void overlaps(List<Phrase> names, List<Section> sections) {
        Set<Span> named = new HashSet<>();
        for (Section section : sections) {
            if (!named.add(section.span())) {
                Phrase last = names.reversed().stream()
                        .filter(name -> section.isCalled(name.text()))
                        .findFirst()
                        .orElseThrow();
                problems.add(last.span(), "section '" + last.text() + "' is named twice in one list", "Remove one.");
            }
        }
        for (Section ancestor : sections) {
            ancestor.all()
                    .skip(1)
                    .filter(below -> named.contains(below.span()))
                    .forEach(below -> names.stream()
                            .filter(name -> below.isCalled(name.text()))
                            .forEach(name -> problems.add(
                                    name.span(),
                                    "section '" + name.text() + "' is part of '" + ancestor.name()
                                            + "', which this list names too",
                                    "A section is run with its subsections: remove one of the two.")));
        }
    }

    /** A named section is one phase, or as many as it has subsections when it holds little else. */
    private void top(Document document, Section section, Plan.Stage stage) {
        boolean own = section.parts().stream()
                .anyMatch(part -> part instanceof Step || part instanceof Part.Question || part instanceof Part.Call);
        List<Section> below =
                section.sections().stream().filter(sub -> !sub.rules().apart()).toList();
        if (own || below.size() < 2) {
            visit(document, section, begun(section.title(), stage), root());
            return;
        }
        Phased first = begun(below.getFirst().title(), stage);
        Visit visit = enter(document, section, first, root());
        section.parts().forEach(part -> part(part, visit));
        visit(document, below.getFirst(), first, Path.from(visit));
        below.stream().skip(1).forEach(sub -> visit(document, sub, begun(sub.title(), stage), Path.from(visit)));
        open.removeLast();
    }

    private Phased begun(String title, Plan.Stage stage) {
        Phased phase = new Phased(title, stage);
        phases.add(phase);
        return phase;
    }

    private record Path(List<String> headings, List<Test> tests, Optional<String> place) {
        static Path from(Visit visit) {
            return new Path(visit.headings(), visit.tests(), visit.place());
        }
    }

    private static Path root() {
        return new Path(List.of(), List.of(), Optional.empty());
    }

    private void visit(Document document, Section section, Phased phase, Path path) {
        if (full) {
            return;
        }
        Visit visit = enter(document, section, phase, path);
        section.parts().forEach(part -> part(part, visit));
        section.sections().stream()
                .filter(sub -> !sub.rules().apart())
                .forEach(sub -> visit(document, sub, phase, Path.from(visit)));
        open.removeLast();
    }

    private Visit enter(Document document, Section section, Phased phase, Path path) {
        open.add(new Frame(document, section));
        visits++;
        problems.addAll(section.problems());
        laterRules(section.rules());
        if (visits > MOST_VISITS) {
            tooMuch(section.span(), "this procedure reaches more than 20,000 sections");
        }
        List<String> headings = new ArrayList<>(path.headings());
        if (section.level() > 0) {
            headings.add(section.title());
        }
        List<Test> tests = section.rules()
                .condition()
                .map(condition -> Test.plus(path.tests(), new Test(condition, section.title(), section.name())))
                .orElse(path.tests());
        Optional<String> place = section.rules().on().map(Phrase::text).or(path::place);
        return new Visit(visits, document, section, phase, headings, tests, place);
    }

    private void laterRules(Section.Rules rules) {
        rules.on().ifPresent(places::check);
        rules.batch().ifPresent(batch -> later(batch, "batches of places"));
        rules.maxFailures().ifPresent(most -> later(most, "batches of places"));
        rules.notBefore().ifPresent(time -> later(time, "times before which nothing begins"));
    }

    private void later(Phrase phrase, String what) {
        problems.add(phrase.span(), what + " come with a later version of Slipway", "Remove it for now.");
    }

    private void part(Part part, Visit visit) {
        problems.addAll(part.problems());
        switch (part) {
            case Step step -> step(step, visit);
            case Part.Question question -> add(question.span(), new Reached.Asked(question, visit));
            case Part.Call call -> call(call, visit);
            case Part.Prose prose -> visit.phase().unperformed(prose.counted());
            case Part.Table _, Part.Items _ -> {}
        }
    }

    private void step(Step step, Visit visit) {
        List<Test> tests = step.rules()
                .condition()
                .map(condition -> Test.plus(visit.tests(), new Test(condition, step.title(), anchor(step, visit))))
                .orElse(visit.tests());
        add(step.span(), new Reached.Performed(step, visit, tests));
    }

    /** {@code --answer} names a step by its id; one without is named by its heading. */
    private static String anchor(Step step, Visit visit) {
        return step.id().map(Phrase::text).orElseGet(() -> visit.section().name());
    }

    private void add(Span span, Reached more) {
        if (reached.size() >= MOST_STEPS) {
            tooMuch(span, "this procedure reaches more than 10,000 steps and questions");
        } else {
            reached.add(more);
        }
    }

    private void tooMuch(Span span, String says) {
        if (!full) {
            problems.add(span, says, "Split it into several procedures.");
            full = true;
        }
    }

    private void call(Part.Call call, Visit visit) {
        Optional<Document> document = CalledFiles.file(call).isEmpty()
                ? Optional.of(visit.document())
                : library.open(visit.document(), CalledFiles.file(call));
        if (document.isEmpty()) {
            problems.add(
                    call.target().span(),
                    "there is no runbook '" + CalledFiles.file(call) + "'",
                    "The path is relative to the file in which it is written.");
            return;
        }
        String anchor = CalledFiles.anchor(call);
        document.get()
                .section(anchor)
                .ifPresentOrElse(
                        target -> enterCall(call, visit, new Frame(document.get(), target)),
                        () -> unknown(document.get(), call.target(), anchor));
    }

    private void enterCall(Part.Call call, Visit visit, Frame target) {
        if (open.stream().anyMatch(frame -> frame.is(target.document(), target.section()))) {
            problems.add(
                    call.target().span(),
                    "this call leads back to where it stands: " + circle(target),
                    "A section cannot perform itself: move what both need into a section of its own.");
            return;
        }
        if (calls >= DEEPEST_CALLS) {
            problems.add(
                    call.target().span(), "calls lead more than 32 sections deep", "Call the last section directly.");
            return;
        }
        List<Test> tests = call.condition()
                .map(condition -> Test.plus(visit.tests(), test(condition, target.section())))
                .orElse(visit.tests());
        calls++;
        visit(target.document(), target.section(), visit.phase(), new Path(visit.headings(), tests, visit.place()));
        calls--;
    }

    private static Test test(Condition condition, Section section) {
        return new Test(condition, section.title(), section.name());
    }

    private String circle(Frame target) {
        List<String> names = new ArrayList<>();
        boolean within = false;
        for (Frame frame : open) {
            within |= frame.is(target.document(), target.section());
            if (within) {
                names.add(frame.section().name());
            }
        }
        names.add(target.section().name());
        return String.join(" → ", names);
    }

    private void unknown(Document document, Phrase phrase, String name) {
        List<Section> ambiguous = document.ambiguous(name);
        String where = document.path().isEmpty() ? "" : " in " + document.file();
        if (ambiguous.isEmpty()) {
            problems.add(
                    Problems.within(phrase, name),
                    "no section is called '" + name + "'" + where,
                    Nearest.to(name, document.names())
                            .map(near -> "Did you mean '" + near + "'?")
                            .orElse("'slipway sections " + document.file() + "' lists them."));
            return;
        }
        String lines = String.join(
                ", ",
                ambiguous.stream()
                        .map(section -> Integer.toString(section.span().line()))
                        .toList());
        problems.add(
                Problems.within(phrase, name),
                "'" + name + "'" + where + " is not the anchor of one heading alone (lines " + lines + ")",
                "Write <!-- slipway: section id=NAME --> below the heading that you mean, and name it by that.");
    }
}
