package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part or a section while the document is still being read: what stands below may yet add to it. */
sealed interface Draft {

    Part part();

    /** A part that is finished. */
    record Finished(Part part) implements Draft {}

    /** The problem of a list whose items nobody does; it falls when the list turns out to be part of a question. */
    record Unaddressed(Part part) implements Draft {}

    /** A step, to which an undo, a probe and an expectation may be bound later. */
    final class OfStep implements Draft {
        final Step first;
        Step.Work.@Nullable Shell undo;
        Step.Work.@Nullable Shell probe;
        Step.@Nullable Expect expect;
        final List<Problem> problems = new ArrayList<>();

        OfStep(Step first) {
            this.first = first;
            problems.addAll(first.problems());
        }

        @Override
        public Part part() {
            return new Step(
                    first.span(),
                    first.spot(),
                    first.id(),
                    first.title(),
                    first.rules(),
                    first.work(),
                    Optional.ofNullable(undo),
                    Optional.ofNullable(probe),
                    Optional.ofNullable(expect),
                    problems);
        }
    }

    /** A section. {@code begun}: a block stands in it, so that {@code section} comes too late. */
    final class OfSection {
        final int level;
        final String title;
        final String anchor;
        final Span span;
        final int group;

        @Nullable
        Phrase id;

        Section.Rules rules = Section.Rules.NONE;
        boolean begun;
        boolean ruled;
        boolean unique;
        final List<Draft> parts = new ArrayList<>();
        final List<OfSection> sections = new ArrayList<>();
        final List<Problem> problems = new ArrayList<>();

        OfSection(int level, String title, String anchor, Span span, int group) {
            this.level = level;
            this.title = title;
            this.anchor = anchor;
            this.span = span;
            this.group = group;
        }

        Section finish() {
            return new Section(
                    level,
                    title,
                    anchor,
                    unique,
                    Optional.ofNullable(id),
                    span,
                    rules,
                    Questions.apart(parts.stream().map(Draft::part).toList()),
                    sections.stream().map(OfSection::finish).toList(),
                    problems);
        }
    }

    static boolean isDone(Draft draft) {
        return switch (draft) {
            case OfStep _ -> true;
            case Finished finished -> finished.part() instanceof Part.Call;
            case Unaddressed _ -> false;
        };
    }

    static boolean isAsked(@Nullable Draft draft) {
        return draft instanceof Finished finished && finished.part() instanceof Part.Question;
    }
}
