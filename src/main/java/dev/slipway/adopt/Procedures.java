package dev.slipway.adopt;

import dev.slipway.runbook.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which sections are performed together, and under which name. */
final class Procedures {
    private final Section root;
    private final Predicate<Section> work;
    private final Answers answers;
    private final Set<String> called;
    private final Names names = new Names();
    private final Map<String, Procedure> found = new LinkedHashMap<>();
    private final List<Open> open = new ArrayList<>();
    private final List<Section> before = new ArrayList<>();
    private final List<Section> run = new ArrayList<>();
    private final List<Section> after = new ArrayList<>();
    private final List<Procedure> apart = new ArrayList<>();

    /** @param lock whether it changes what a release changes */
    record Procedure(String name, List<Section> before, List<Section> run, List<Section> after, boolean lock) {
        Procedure {
            before = List.copyOf(before);
            run = List.copyOf(run);
            after = List.copyOf(after);
        }

        List<Section> all() {
            List<Section> all = new ArrayList<>(before);
            all.addAll(run);
            all.addAll(after);
            return all;
        }
    }

    /** @param work whether a section by itself, without those below it, holds something to perform or to answer */
    private Procedures(Section root, Predicate<Section> work, Set<String> called, Answers answers) {
        this.root = root;
        this.work = work;
        this.called = called;
        this.answers = answers;
    }

    record Division(List<Procedure> procedures, List<Open> open) {
        Division {
            procedures = List.copyOf(procedures);
            open = List.copyOf(open);
        }
    }

    /** @param called anchors of sections that links of other sections lead to, to be performed there */
    static Division of(Section root, Predicate<Section> work, Set<String> called, Answers answers) {
        Procedures procedures = new Procedures(root, work, called, answers);
        procedures.divide();
        return new Division(List.copyOf(procedures.found.values()), procedures.open);
    }

    private boolean works(Section section) {
        return section.all().anyMatch(work);
    }

    private List<Section> chapters() {
        List<Section> tops = root.sections().stream().filter(this::works).toList();
        List<Section> chapters = new ArrayList<>();
        for (Section top : tops) {
            boolean title = top.sections().stream().anyMatch(this::works) && (tops.size() == 1 || !work.test(top));
            if (!title) {
                chapters.add(top);
                continue;
            }
            if (work.test(top)) {
                unreached(top);
            }
            top.sections().stream().filter(this::works).forEach(chapters::add);
        }
        return chapters;
    }

    private void unreached(Section section) {
        open.add(
                Open.said(
                        section.span().line(),
                        "What stands between '" + section.title()
                                + "' and the first heading below it belongs to no procedure: give it a heading of its own if it is to be performed."));
    }

    private void divide() {
        List<Section> mains = new ArrayList<>();
        for (Section chapter : chapters()) {
            switch (Purpose.of(chapter.title())) {
                case WORK -> mains.add(chapter);
                case BEFORE -> before.add(chapter);
                case AFTER -> after.add(chapter);
                case ROLLBACK -> rollback(chapter);
                case TROUBLE, UPKEEP -> each(chapter);
                case MENU -> menu(chapter);
                case SUMMARY ->
                    open.add(Open.said(
                            chapter.span().line(),
                            "'" + chapter.title() + "' seems to repeat what other sections ask: nobody performs it."));
                case READING -> reading(chapter);
            }
        }
        mains.removeIf(chapter -> called.contains(chapter.name()));
        main(mains);
    }

    private void reading(Section chapter) {
        if (chapter.all().filter(work).noneMatch(section -> Purpose.of(section.title()) == Purpose.WORK)) {
            menu(chapter);
        } else {
            chapter.sections().stream().filter(this::works).forEach(section -> {
                if (Purpose.of(section.title()) == Purpose.WORK
                        && !section.title().toLowerCase(java.util.Locale.ROOT).contains("path")) {
                    own(section, false);
                }
            });
        }
    }

    /** Commands to choose from, performed one after the other, would undo each other. */
    private void menu(Section chapter) {
        String key = "perform-" + chapter.name();
        open.add(new Open(
                key,
                chapter.span().line(),
                "'" + chapter.title() + "' seems to be for reading, or a choice of commands. Is it a procedure?",
                List.of("no", "yes"),
                "no"));
        if (answers.says(key, "yes")) {
            own(chapter, false);
        }
    }

    private void main(List<Section> mains) {
        List<Section> ways = mains.stream().filter(Procedures::isAWay).toList();
        if (ways.size() >= 2) {
            ways(mains, ways);
        } else {
            for (Section chapter : mains) {
                List<Section> below =
                        chapter.sections().stream().filter(this::works).toList();
                List<Section> inside = below.stream().filter(Procedures::isAWay).toList();
                if (inside.size() >= 2 && inside.size() == below.size()) {
                    ways(below, inside);
                } else {
                    run.add(chapter);
                }
            }
        }
        boolean any = !run.isEmpty() || !before.isEmpty() || !after.isEmpty();
        if (apart.isEmpty() && any) {
            String name = releases(mains) ? "release" : names.hyphened(title(), "main");
            names.take(name);
            Procedure main = run.isEmpty()
                    ? before.isEmpty()
                            ? new Procedure(name, List.of(), after, List.of(), true)
                            : new Procedure(name, List.of(), before, after, true)
                    : new Procedure(name, before, run, after, true);
            put(main, true);
        } else {
            apart.reversed().forEach(this::way);
        }
    }

    /** What is before and after all ways is before and after each of them. */
    private void way(Procedure way) {
        List<Section> whole = new ArrayList<>(way.run());
        whole.addAll(run);
        put(new Procedure(way.name(), before, whole, after, true), true);
    }

    private boolean releases(List<Section> mains) {
        return Purpose.speaksOfRelease(title())
                || mains.stream().anyMatch(section -> Purpose.speaksOfRelease(section.title()));
    }

    private String title() {
        return root.sections().isEmpty() ? "" : root.sections().getFirst().title();
    }

    private static boolean isAWay(Section section) {
        return Purpose.speaksOfRelease(section.title())
                && !Purpose.numbered(section.title())
                && !section.title()
                        .toLowerCase(java.util.Locale.ROOT)
                        .matches(".*\\b(post|pre|verif\\w*|test\\w*|check\\w*)\\b.*");
    }

    private void ways(List<Section> all, List<Section> ways) {
        open.add(new Open(
                "main",
                ways.getFirst().span().line(),
                "Are these performed one after the other, or is each a way of its own: "
                        + String.join(
                                ", ",
                                ways.stream()
                                        .map(way -> "'" + way.title() + "'")
                                        .toList()) + "?",
                List.of("apart", "in-a-row"),
                "apart"));
        if (answers.says("main", "in-a-row")) {
            run.addAll(all);
            return;
        }
        for (Section section : all) {
            if (ways.contains(section)) {
                apart.add(new Procedure(
                        names.hyphened(section.title(), "release"), List.of(), List.of(section), List.of(), true));
            } else {
                run.add(section);
            }
        }
    }

    private void rollback(Section chapter) {
        List<Section> below = chapter.sections().stream().filter(this::works).toList();
        List<Section> level = below.size() == 1
                        && !work.test(chapter)
                        && !below.getFirst().sections().isEmpty()
                ? below.getFirst().sections().stream().filter(this::works).toList()
                : below;
        long ways = level.stream()
                .filter(section -> Purpose.of(section.title()) == Purpose.ROLLBACK && !Purpose.inARow(section.title()))
                .count();
        if (ways >= 2 && ways * 3 >= level.size() * 2L) {
            if (work.test(chapter)) {
                unreached(chapter);
            }
            level.forEach(section -> own(section, true));
        } else {
            String name = names.hyphened("rollback", "rollback");
            put(new Procedure(name, List.of(), List.of(chapter), List.of(), true), false);
        }
    }

    private void each(Section chapter) {
        List<Section> below = chapter.sections().stream().filter(this::works).toList();
        if (work.test(chapter)
                || below.isEmpty()
                || below.stream().allMatch(section -> Purpose.inARow(section.title()))) {
            own(chapter, false);
        } else {
            below.forEach(section -> own(section, Purpose.of(section.title()) == Purpose.ROLLBACK));
        }
    }

    private void own(Section section, boolean lock) {
        String name = names.hyphened(section.title(), "procedure");
        put(new Procedure(name, List.of(), List.of(section), List.of(), lock), false);
    }

    private void put(Procedure procedure, boolean first) {
        if (first) {
            Map<String, Procedure> others = new LinkedHashMap<>(found);
            found.clear();
            found.put(procedure.name(), procedure);
            others.forEach(found::putIfAbsent);
        } else {
            found.put(procedure.name(), procedure);
        }
    }

    /** Every section that is reached, with those below it. */
    static Set<Integer> reached(List<Procedure> procedures, Section root, Set<String> called) {
        Set<Integer> lines = new HashSet<>();
        procedures.forEach(procedure -> procedure
                .all()
                .forEach(section ->
                        section.all().forEach(each -> lines.add(each.span().line()))));
        root.all()
                .filter(section -> called.contains(section.name()) && section.level() > 0)
                .forEach(section ->
                        section.all().forEach(each -> lines.add(each.span().line())));
        return lines;
    }

    static Optional<Section> named(Section root, String name) {
        return root.all()
                .filter(section -> section.level() > 0 && section.isCalled(name))
                .findFirst();
    }
}
