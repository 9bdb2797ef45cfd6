package dev.slipway.adopt;

import dev.slipway.adopt.Blanks.Blank;
import dev.slipway.adopt.Chunks.Chunk;
import dev.slipway.adopt.Fate.Becomes;
import dev.slipway.lint.shell.Script;
import dev.slipway.runbook.Layout;
import dev.slipway.runbook.Layout.Piece;
import dev.slipway.runbook.Passage;
import dev.slipway.runbook.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes what the groups of a fence become: directives and questions before it, and cuts within it. */
final class FenceEdits {
    private final Sheet sheet;
    private final Set<Integer> stepsAtEnd = new HashSet<>();

    FenceEdits(Sheet sheet) {
        this.sheet = sheet;
    }

    record Written(Piece piece, Passage.Fence fence, Optional<Script> script, List<Group> groups) {
        int place(int offset) {
            return fence.body().place(offset);
        }

        int end(Chunk chunk) {
            String text = chunk.text().stripTrailing();
            return text.isEmpty() ? place(chunk.from()) : place(chunk.from() + text.length() - 1) + 1;
        }
    }

    boolean endsWithStep(Piece piece) {
        return stepsAtEnd.contains(piece.index());
    }

    void write(Written written) {
        Piece piece = written.piece();
        boolean fenced = piece.kind() == Layout.Kind.FENCE;
        String indent = fenced ? sheet.layout.indent(piece) : outside(piece);
        String marks = fenced ? marks(piece) : "";
        List<Group> groups = written.groups();
        boolean performed = groups.stream().anyMatch(Group::performs);
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            List<String> before = before(written, group, performed);
            if (i == 0) {
                int at = fenced ? piece.from() : sheet.layout.lineStart(piece.from());
                sheet.edits.insert(
                        at,
                        fenced
                                ? above(before, indent)
                                : indent + above(before, indent).stripTrailing() + (before.isEmpty() ? "" : "\n"));
                retag(piece, group);
            } else {
                Chunk last = groups.get(i - 1).last();
                boolean blank = last.text().endsWith("\n\n")
                        || last.text().stripTrailing().length() + 1
                                < last.text().length();
                sheet.edits.insert(written.end(last), "\n" + indent + marks + (blank ? "" : "\n"));
                sheet.edits.insert(
                        written.place(group.first().from()),
                        above(before, indent) + marks + tag(group, piece) + "\n" + indent);
            }
            body(written, group);
            fates(written, group);
        }
        if (groups.getLast().isShell()) {
            stepsAtEnd.add(piece.index());
        }
    }

    private static String above(List<String> lines, String indent) {
        StringBuilder above = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String next = i + 1 < lines.size() ? lines.get(i + 1) : "x";
            above.append(lines.get(i)).append('\n').append(next.isEmpty() ? "" : indent);
        }
        return above.toString();
    }

    /** Code by indentation stands four columns further in than what goes before it. */
    private String outside(Piece piece) {
        String line = sheet.text().substring(sheet.layout.lineStart(piece.from()));
        int spaces = 0;
        while (spaces < line.length() && line.charAt(spaces) == ' ') {
            spaces++;
        }
        return " ".repeat(Math.max(0, spaces - 4));
    }

    private String marks(Piece piece) {
        String text = sheet.text();
        int end = piece.from();
        while (end < text.length() && (text.charAt(end) == '`' || text.charAt(end) == '~')) {
            end++;
        }
        return text.substring(piece.from(), end);
    }

    private List<String> before(Written written, Group group, boolean performed) {
        List<String> lines = new ArrayList<>();
        switch (group.becomes()) {
            case BY_HAND -> {
                if (!asksItself(written.piece(), performed)) {
                    lines.add("- [ ] "
                            + sheet.question(sheet.section(written.piece().from()), asked(group)));
                    lines.add("");
                }
                lines.add("<!-- slipway: notes -->");
            }
            case READ -> lines.add("<!-- slipway: notes -->");
            case EXPECTATION -> lines.add("<!-- slipway: expect -->");
            case STEP, ASKED, CHOSEN, ACTION -> {
                if (!group.rules().isEmpty()) {
                    lines.add("<!-- slipway: " + group.rules() + " -->");
                }
            }
            case OUTPUT, LEFT, DATA, QUESTIONS -> {}
        }
        return lines;
    }

    /** The item around it is a question already, with this fence as a part of it. */
    private boolean asksItself(Piece piece, boolean performed) {
        Optional<Piece> item = sheet.item(piece);
        if (sheet.within(piece, Layout.Kind.QUOTE)) {
            return true;
        }
        if (item.isEmpty() || performed) {
            return false;
        }
        boolean onlyOne = sheet.layout.children(item.get()).stream()
                        .filter(child -> child.kind() == Layout.Kind.FENCE)
                        .count()
                == 1;
        boolean numbered = sheet.layout
                .parent(item.get())
                .filter(list -> list.kind() == Layout.Kind.NUMBERS)
                .isPresent();
        return onlyOne && (sheet.isTask(item.get()) || numbered);
    }

    private static String asked(Group group) {
        Chunk chunk = group.first();
        String title = chunk.title().replaceAll("[<>\\[\\]*`]", "").strip();
        String command = chunk.firstCommand();
        String shown = command.contains("`") || command.isEmpty()
                ? ""
                : "`" + (command.length() > 60 ? command.substring(0, 59).strip() + "…" : command) + "`";
        if (chunk.onlyComments()) {
            List<String> all = chunk.commands()
                    .lines()
                    .map(line -> line.strip()
                            .replaceFirst("^#+\\s*", "")
                            .replaceAll("[<>\\[\\]*`]", "")
                            .strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
            return "By hand: " + (all.isEmpty() ? "what stands below" : String.join("; ", all));
        }
        long more = group.chunks().stream()
                        .flatMap(each -> each.commands().lines())
                        .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                        .count()
                - 1;
        if (more > 0 && !shown.isEmpty()) {
            shown += more == 1 ? " and 1 more line" : " and " + more + " more lines";
        }
        if (title.isEmpty()) {
            return "By hand: " + (shown.isEmpty() ? "what stands below" : shown);
        }
        return "By hand: " + title + (shown.isEmpty() ? "" : " (" + shown + ")");
    }

    private String tag(Group group, Piece piece) {
        String first = piece.words().split("\\s+", 2)[0];
        return switch (group.becomes()) {
            case STEP, ASKED, CHOSEN -> first.equals("sh") ? "sh" : "bash";
            case ACTION -> "yaml";
            case EXPECTATION, OUTPUT -> "text";
            case BY_HAND, READ, LEFT, DATA, QUESTIONS -> first.isEmpty() ? "text" : first;
        };
    }

    private void retag(Piece piece, Group group) {
        if (piece.kind() != Layout.Kind.FENCE) {
            return;
        }
        String wanted = tag(group, piece);
        String first = piece.words().split("\\s+", 2)[0];
        boolean settled = group.becomes() == Becomes.BY_HAND || group.becomes() == Becomes.READ;
        if (wanted.equals(first) || settled) {
            return;
        }
        int at = piece.from() + marks(piece).length();
        String text = sheet.text();
        int from = at;
        while (from < text.length() && text.charAt(from) == ' ') {
            from++;
        }
        boolean directive = first.matches("\\{(code-block|code|sourcecode)\\}");
        sheet.edits.replace(
                first.isEmpty() ? at : from,
                first.isEmpty() ? at : from + (directive ? piece.words() : first).length(),
                wanted);
    }

    private void body(Written written, Group group) {
        if (group.becomes() == Becomes.ACTION) {
            Chunk chunk = group.first();
            int start = chunk.commands().indexOf(chunk.firstCommand());
            sheet.edits.replace(written.place(chunk.from() + start), written.end(chunk), group.body());
        }
        if (group.isShell()) {
            group.chunks().forEach(chunk -> fill(written, chunk));
        }
        for (Chunk chunk : group.chunks()) {
            boolean judged = group.performs() || group.becomes() == Becomes.EXPECTATION;
            if (judged) {
                sheet.acting.put(written.place(chunk.from()), written.end(chunk));
            }
        }
        written.script().filter(_ -> group.performs()).ifPresent(script -> prompts(written, group, script));
    }

    private void prompts(Written written, Group group, Script script) {
        int from = written.place(group.first().from());
        int to = written.end(group.last());
        for (Script.Prompt prompt : script.prompts()) {
            if (from <= prompt.from() && prompt.from() < to) {
                int end = prompt.to();
                while (end < to && sheet.text().charAt(end) == ' ') {
                    end++;
                }
                sheet.edits.replace(prompt.from(), end, "");
            }
        }
    }

    /** Placeholders become variables; a script that somebody wants performed loses its first line, which is for the kernel. */
    private void fill(Written written, Chunk chunk) {
        Section section = sheet.section(written.piece().from());
        if (chunk.from() == 0 && chunk.text().startsWith("#!")) {
            int end = chunk.text().indexOf('\n') + 1;
            sheet.edits.replace(
                    written.place(0),
                    end == 0 ? written.end(chunk) : sheet.text().indexOf('\n', written.place(0)) + 1,
                    "");
        }
        for (StandIns.Found stands : StandIns.in(chunk.text(), chunk.script())) {
            sheet.open.add(Open.said(
                    sheet.line(written.place(chunk.from() + stands.at())),
                    "'" + stands.written()
                            + "' is performed as it stands. Is it an example? Then write what is meant."));
        }
        for (Blank blank : Blanks.in(chunk.text(), chunk.script(), sheet.versions)) {
            int from = written.place(chunk.from() + blank.from());
            String variable = sheet.told.variable(blank.words(), blank.written(), section.title());
            if (sheet.told.isSecret(variable)) {
                obtained(blank.written(), variable, sheet.line(from));
            }
            sheet.edits.replace(
                    from,
                    from + blank.written().length(),
                    Blanks.reference(variable, chunk.text(), chunk.script(), blank.from(), blank.to()));
        }
    }

    /** A token that an earlier step fetches is not there when the run begins. */
    private void obtained(String placeholder, String variable, int line) {
        String asks = "'" + placeholder + "' stands for a secret, so " + variable
                + " must be set before the run begins. Does a step obtain it?";
        if (sheet.open.stream().noneMatch(open -> open.asks().equals(asks))) {
            sheet.open.add(Open.said(line, asks));
        }
    }

    private void fates(Written written, Group group) {
        int from = group.equals(written.groups().getFirst())
                ? written.piece().from()
                : written.place(group.first().from());
        int to = group.equals(written.groups().getLast()) ? written.piece().to() : written.end(group.last());
        sheet.fate(from, to, group.becomes(), group.because());
        if (group.becomes() == Becomes.BY_HAND) {
            sheet.open.add(Open.said(sheet.line(from), "Left to a person: " + group.because() + "."));
        }
    }
}
