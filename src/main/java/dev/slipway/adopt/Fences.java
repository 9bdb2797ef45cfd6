package dev.slipway.adopt;

import dev.slipway.adopt.Chunks.Chunk;
import dev.slipway.adopt.Fate.Becomes;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.shell.Scripts;
import dev.slipway.runbook.Layout;
import dev.slipway.runbook.Layout.Piece;
import dev.slipway.runbook.Passage;
import dev.slipway.runbook.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What each fence becomes: a step only where it is certain that what stands there is meant to be performed as it stands. */
final class Fences {
    private static final Set<String> SHELLS = Set.of(
            "bash",
            "sh",
            "shell",
            "console",
            "terminal",
            "shellsession",
            "shell-session",
            "sh-session",
            "bash-session",
            "session",
            "zsh",
            "");
    private static final Set<String> FOREIGN = Set.of(
            "powershell",
            "pwsh",
            "ps",
            "ps1",
            "posh",
            "cmd",
            "bat",
            "batch",
            "dos",
            "fish",
            "csh",
            "tcsh",
            "ksh",
            "ash",
            "dash",
            "command",
            "commandline");
    private static final Set<String> QUERIES =
            Set.of("sql", "psql", "mysql", "plsql", "pgsql", "promql", "graphql", "http", "redis", "mongodb");
    private static final Pattern EXPECTED = Pattern.compile(
            "(?is).*\\b(expected (output|response|results?|answer)|should (return|print|show|see|output|respond|look like|give)|output( is| looks like)?:|you (should|will) see|returns|sample output|example output)\\b.*");

    private final Sheet sheet;
    private final Choices choices;
    private final FenceEdits edits;
    private final Folder folder;
    private @Nullable String session;
    private String around = "";

    Fences(Sheet sheet, Choices choices) {
        this.sheet = sheet;
        this.choices = choices;
        this.edits = new FenceEdits(sheet);
        this.folder = new Folder(sheet);
    }

    /** @param procedure in which it is reached: a session does not outlive it */
    void look(Piece piece, Passage.Fence fence, String procedure) {
        if (!procedure.equals(around)) {
            around = procedure;
            session = null;
            folder.leave();
        }
        String first = piece.words().split("\\s+", 2)[0];
        String tag = language(piece.words());
        if (sheet.within(piece, Layout.Kind.QUOTE)) {
            if (isWork(piece, fence)) {
                whole(piece, fence, Becomes.READ, "nothing is performed in a quote");
            }
        } else if (piece.kind() == Layout.Kind.CODE || fence.closing() == Passage.Closing.OPEN) {
            String why = piece.kind() == Layout.Kind.CODE
                    ? "code by indentation is not performed"
                    : "this fence is not closed where it stands";
            whole(piece, fence, Scripts.of(fence).isPresent() ? Becomes.BY_HAND : Becomes.READ, why);
        } else if (FOREIGN.contains(tag)) {
            whole(piece, fence, Becomes.BY_HAND, "'" + first + "' is not bash, and steps are");
        } else if (QUERIES.contains(tag)) {
            whole(
                    piece,
                    fence,
                    Becomes.BY_HAND,
                    "'" + first + "' is not for the shell, and where it is to be entered is not said");
        } else if (!SHELLS.contains(tag)) {
            sheet.fate(piece.from(), piece.to(), Becomes.LEFT, "'" + first + "' is nothing to perform");
        } else if (fence.body().text().startsWith("#!")) {
            file(piece, fence, tag);
        } else {
            shell(piece, fence, tag);
        }
    }

    /** Whether somebody is meant to do something with it. */
    static boolean isWork(Piece piece, Passage.Fence fence) {
        String tag = language(piece.words());
        return FOREIGN.contains(tag)
                || QUERIES.contains(tag)
                || (SHELLS.contains(tag)
                        && !fence.body().text().startsWith("#!")
                        && Scripts.of(asShell(fence, tag)).isPresent());
    }

    /** {@code bash}, {@code {code-block} bash} and {@code {.bash}} are the same language. */
    private static String language(String info) {
        String plain = info.toLowerCase(Locale.ROOT).strip();
        if (plain.matches("\\{(code-block|code|sourcecode)\\}.*")) {
            return plain.replaceFirst("\\{[^}]*\\}\\s*", "").split("\\s+", 2)[0];
        }
        return plain.split("\\s+", 2)[0].replaceAll("[{}.]", "").replaceFirst(",.*", "");
    }

    private void file(Piece piece, Passage.Fence fence, String tag) {
        String key = "script-" + sheet.section(piece.from()).name();
        sheet.open.add(new Open(
                key,
                sheet.line(piece.from()),
                "This fence opens with #!, so it shows a file. Is it to be performed here?",
                List.of("no", "yes"),
                "no"));
        if (sheet.answers.says(key, "yes")) {
            shell(piece, fence, tag);
        } else if (Set.of("bash", "sh").contains(piece.words().split("\\s+", 2)[0])) {
            sheet.fate(
                    piece.from(), piece.to(), Becomes.LEFT, "it opens with #!: it shows a file, and is not performed");
        } else {
            whole(piece, fence, Becomes.READ, "it opens with #!: it shows a file, and is not performed");
        }
    }

    /** All of it becomes one thing that nobody performs. */
    private void whole(Piece piece, Passage.Fence fence, Becomes becomes, String because) {
        String text = fence.body().text();
        Chunk all = new Chunk(0, text.length(), false, text, text, dev.slipway.runbook.ShellScript.of(""));
        edits.write(new FenceEdits.Written(piece, fence, Optional.empty(), List.of(Group.of(becomes, because, all))));
    }

    private void shell(Piece piece, Passage.Fence fence, String tag) {
        Optional<Script> script = Scripts.of(asShell(fence, tag));
        if (tag.isEmpty() && script.isEmpty() && Readings.hasPrompt(fence.body().text())) {
            whole(piece, fence, Becomes.BY_HAND, "it shows a session of something else than a shell of this machine");
            return;
        }
        if (isExpected(piece) || (tag.isEmpty() && script.isEmpty())) {
            output(piece, fence);
            return;
        }
        if (script.isEmpty()) {
            whole(piece, fence, Becomes.BY_HAND, "this is not shell text that can be read");
            return;
        }
        boolean pasted = Set.of(
                        "console", "terminal", "shellsession", "shell-session", "sh-session", "bash-session", "session")
                .contains(tag);
        if (pasted
                && script.get().prompts().isEmpty()
                && fence.body().text().strip().lines().count() > 1) {
            whole(piece, fence, Becomes.BY_HAND, "commands and output stand together, and no prompt tells them apart");
            return;
        }
        List<Group> groups = new ArrayList<>();
        List<Chunk> chunks = Chunks.of(script.get());
        boolean[] typedElsewhere = {false};
        for (Chunk chunk : chunks) {
            Optional<Group> above = groups.isEmpty() ? Optional.empty() : Optional.of(groups.getLast());
            Group group = chunk.output() && above.filter(Group::isShell).isEmpty()
                    ? Group.of(
                            above.map(Group::becomes).orElse(Becomes.READ),
                            above.map(Group::because).orElse("no command stands above it"),
                            chunk)
                    : judged(chunk, script.get(), typedElsewhere);
            groups.add(group);
        }
        conditional(groups, piece);
        choices.between(groups, sheet.section(piece.from()));
        choices.offered(groups, piece, sheet.section(piece.from()));
        edits.write(new FenceEdits.Written(piece, fence, script, Group.joined(groups)));
    }

    /** Words before the fence that say when it is for: only a person knows whether that is so. */
    private void conditional(List<Group> groups, Piece piece) {
        List<String> leads = new ArrayList<>();
        sheet.layout
                .before(piece)
                .filter(words -> words.kind() == Layout.Kind.WORDS)
                .ifPresent(words -> leads.add(words.words()));
        sheet.item(piece).ifPresent(item -> leads.add(sheet.lead(item)));
        Optional<String> lead =
                leads.stream().filter(Readings::isConditionalLead).findFirst();
        if (choices.isOffered(piece) || (lead.isEmpty() && !choices.isAlone(piece))) {
            return;
        }
        String said =
                lead.or(() -> sheet.layout.before(piece).map(Piece::words)).orElse("");
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            if (group.becomes() == Becomes.STEP || group.becomes() == Becomes.ACTION) {
                while (group.becomes() == Becomes.STEP
                        && i + 1 < groups.size()
                        && groups.get(i + 1).becomes() == Becomes.STEP) {
                    group = group.and(groups.remove(i + 1));
                }
                String id = sheet.steps.underscored(said.lines().findFirst().orElse(""), "step");
                groups.set(
                        i,
                        group.ruled(
                                group.becomes() == Becomes.STEP ? Becomes.ASKED : Becomes.ACTION,
                                "the words before it say when, and only a person knows whether",
                                "step id=" + id + " if=ask"));
            }
        }
    }

    /** So that the linter's reader takes it for shell text: it does not know all spellings of the tag. */
    private static Passage.Fence asShell(Passage.Fence fence, String tag) {
        String known = tag.equals("session") || tag.equals("terminal") ? "console" : tag;
        return new Passage.Fence(
                known, fence.body(), fence.closing(), fence.role(), fence.depth(), fence.from(), fence.to());
    }

    private boolean isExpected(Piece piece) {
        Optional<Piece> before = sheet.layout.before(piece);
        return before.filter(words -> words.kind() == Layout.Kind.WORDS
                                && EXPECTED.matcher(words.words()).matches())
                        .isPresent()
                && !Set.of("bash", "sh").contains(piece.words().split("\\s+", 2)[0]);
    }

    /** A fence that shows what the step before it prints. */
    private void output(Piece piece, Passage.Fence fence) {
        Optional<Piece> step = sheet.layout
                .before(piece)
                .flatMap(words -> words.kind() == Layout.Kind.WORDS ? sheet.layout.before(words) : Optional.of(words));
        boolean follows = step.filter(before -> edits.endsWithStep(before)).isPresent();
        String text = fence.body().text();
        boolean expected = isExpected(piece)
                && follows
                && Readings.isStable(text)
                && !sheet.mended.byHand().containsKey(fence.body().place(0));
        Chunk all = new Chunk(0, text.length(), true, text, "", dev.slipway.runbook.ShellScript.of(""));
        Group group = expected
                ? Group.of(Becomes.EXPECTATION, "the text before it says that the step above prints this", all)
                : Group.of(
                        Becomes.OUTPUT,
                        isExpected(piece)
                                ? "it differs from run to run, or no step stands right before it"
                                : "it says no command",
                        all);
        edits.write(new FenceEdits.Written(piece, fence, Optional.empty(), List.of(group)));
    }

    private Group judged(Chunk chunk, Script script, boolean[] typedElsewhere) {
        int place = script.fence().body().place(chunk.from());
        Optional<String> mended = Optional.ofNullable(sheet.mended.byHand().get(place));
        if (chunk.output()) {
            boolean stable = Readings.isStable(chunk.text())
                    && mended.isEmpty()
                    && !chunk.text().contains(">>>");
            return stable
                    ? Group.of(Becomes.EXPECTATION, "the session shows that the command above prints this", chunk)
                    : Group.of(Becomes.OUTPUT, "it differs from run to run", chunk);
        }
        Section section = sheet.section(place);
        List<Invocation> invocations = script.invocations().stream()
                .filter(each -> script.place(chunk.from()) <= each.from()
                        && each.from() < script.place(Math.max(chunk.from(), chunk.to() - 1)) + 1)
                .toList();
        if (typedElsewhere[0]) {
            return Group.of(Becomes.BY_HAND, "it is typed into the program that was started above", chunk);
        }
        boolean leaving = session != null && invocations.stream().anyMatch(Sessions::leaves);
        if (session != null) {
            String opened = session;
            session = leaving ? null : session;
            return Group.of(Becomes.BY_HAND, "it is typed into the session that '" + opened + "' opened", chunk);
        }
        Optional<Group> opens = opens(chunk, invocations, section, typedElsewhere);
        if (opens.isPresent()) {
            return opens.get();
        }
        if (mended.isPresent()) {
            return Group.of(Becomes.BY_HAND, mended.get(), chunk);
        }
        return plain(chunk, invocations, section);
    }

    private Optional<Group> opens(
            Chunk chunk, List<Invocation> invocations, Section section, boolean[] typedElsewhere) {
        for (Invocation invocation : invocations) {
            Optional<Sessions.Reach> reach = Sessions.opened(invocation);
            boolean carries = invocations.stream()
                    .anyMatch(each -> each.carrier().filter(invocation::equals).isPresent());
            if (reach.isEmpty() || carries) {
                continue;
            }
            String command = sheet.text().substring(invocation.from(), invocation.to());
            if (reach.get() == Sessions.Reach.FENCE) {
                typedElsewhere[0] = true;
                return Optional.of(
                        Group.of(Becomes.BY_HAND, "'" + command + "' waits for a person at a terminal", chunk));
            }
            String key = "session-" + section.name();
            sheet.open.add(new Open(
                    key,
                    sheet.line(invocation.from()),
                    "'" + command
                            + "' opens a shell, and what follows is typed there. Does Slipway run there already, as that user?",
                    List.of("no", "yes"),
                    "no"));
            if (sheet.answers.says(key, "yes")) {
                return Optional.of(Group.of(Becomes.READ, "Slipway runs there already, as somebody answered", chunk));
            }
            boolean left =
                    invocations.stream().anyMatch(each -> each.from() > invocation.from() && Sessions.leaves(each));
            session = left ? null : command;
            return Optional.of(Group.of(Becomes.BY_HAND, "it opens a session at a terminal", chunk));
        }
        return Optional.empty();
    }

    private Group plain(Chunk chunk, List<Invocation> invocations, Section section) {
        String title = chunk.title();
        Optional<String> noShell = Readings.noShell(chunk.firstCommand());
        Optional<String> onlyRead = Readings.onlyRead(chunk.text());
        Optional<String> unfit = Blanks.in(chunk.text(), chunk.script(), sheet.versions).stream()
                .flatMap(blank -> blank.unfit().stream())
                .findFirst();
        if (chunk.onlyComments()) {
            boolean work = chunk.commands()
                    .lines()
                    .anyMatch(line -> Readings.isForPeople(line.strip().replaceFirst("^#+\\s*", "")));
            return work
                    ? Group.of(Becomes.BY_HAND, "comments that say what a person does", chunk)
                    : Group.of(Becomes.READ, "there is no command in it", chunk);
        }
        if (noShell.isPresent()) {
            return Group.of(Becomes.BY_HAND, noShell.get(), chunk);
        }
        if (onlyRead.isPresent()) {
            return Group.of(Becomes.READ, onlyRead.get(), chunk);
        }
        if (!chunk.script().understood()) {
            return Group.of(Becomes.BY_HAND, "this shell text could not be read to its end", chunk);
        }
        if (Readings.isForbidden(chunk.commands())) {
            return Group.of(Becomes.READ, "it says itself that it is not for this", chunk);
        }
        if (unfit.isPresent()) {
            return Group.of(Becomes.BY_HAND, unfit.get(), chunk);
        }
        if (!Readings.isOr(title) && Readings.isConditional(title)) {
            String id = sheet.steps.underscored(title, "step");
            return Group.of(Becomes.ASKED, "its comment says when, and only a person knows whether", chunk)
                    .ruled(
                            Becomes.ASKED,
                            "its comment says when, and only a person knows whether",
                            "step id=" + id + " if=ask");
        }
        Optional<String> action = HealthChecks.action(chunk, invocations);
        if (action.isPresent()) {
            return new Group(
                    Becomes.ACTION,
                    "a wait before a health check: it is asked until it answers, with a deadline",
                    "",
                    action.get(),
                    List.of(chunk));
        }
        dumps(invocations, section);
        folder.look(chunk, invocations, section);
        return Group.of(Becomes.STEP, "commands", chunk);
    }

    private void dumps(List<Invocation> invocations, Section section) {
        invocations.stream()
                .filter(each -> each.has("pg_dump") || each.has("pg_dumpall"))
                .findFirst()
                .ifPresent(
                        each -> sheet.open.add(
                                Open.said(
                                        sheet.line(each.from()),
                                        "A dump of PostgreSQL in '" + section.title()
                                                + "': backup.postgres would verify and keep it, but needs a store, which the document does not name.")));
    }
}
