package dev.slipway.lint.shell;

import dev.slipway.lint.shell.Invocation.Redirect;
import dev.slipway.lint.shell.Script.Assigned;
import dev.slipway.runbook.Excerpt;
import dev.slipway.runbook.ShellScript;
import dev.slipway.runbook.ShellScript.Command;
import dev.slipway.runbook.ShellScript.Redirection;
import dev.slipway.runbook.ShellScript.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Turns commands of the grammar into invocations, and looks into texts that they hand to further shells. */
final class InvocationReader {
    /** A shell in a shell in a shell. */
    private static final int DEEPEST = 3;

    private final Excerpt text;
    private final CommentLines comments;
    private final List<Invocation> found = new ArrayList<>();
    private final List<Assigned> assigned = new ArrayList<>();

    InvocationReader(Excerpt text, CommentLines comments) {
        this.text = text;
        this.comments = comments;
    }

    List<Invocation> found() {
        found.sort(Comparator.comparingInt(Invocation::from));
        return found;
    }

    List<Assigned> assigned() {
        return assigned;
    }

    void read(ShellScript script, int shift) {
        read(script, new Ground(shift, -1, -1, 0), Optional.empty());
    }

    /** Where a text that is not understood as a whole has lines that are. */
    void readLines() {
        String all = text.text();
        for (int start = 0; start < all.length(); ) {
            int end = lineEnd(all, start);
            String line = all.substring(start, end);
            if (!line.isBlank() && line.length() < 4000) {
                ShellScript script = ShellScript.of(line);
                boolean known = script.commands().stream()
                        .flatMap(command -> command.name().stream())
                        .anyMatch(name -> Vocabulary.isKnown(name.substring(name.lastIndexOf('/') + 1)));
                if (script.understood() && (known || script.commands().isEmpty())) {
                    read(script, start);
                }
            }
            start = end + 1;
        }
    }

    private static int lineEnd(String all, int start) {
        int end = all.indexOf('\n', start);
        while (end > 0 && all.charAt(end - 1) == '\\') {
            end = all.indexOf('\n', end + 1);
        }
        return end < 0 ? all.length() : end;
    }

    /** Where a script stands in the fence's text; with {@code from}, all of it counts as standing there. */
    private record Ground(int shift, int from, int to, int depth) {}

    private void read(ShellScript script, Ground ground, Optional<Invocation> carrier) {
        for (Command command : script.commands()) {
            invocation(script, command, ground, carrier);
        }
        for (ShellScript.Assignment each : script.assignments()) {
            assigned.add(new Assigned(each, arg(each.value(), ground), place(each.start(), ground)));
        }
    }

    private void invocation(ShellScript script, Command command, Ground ground, Optional<Invocation> carrier) {
        List<Arg> words =
                command.words().stream().map(word -> arg(word, ground)).toList();
        Calls.Chain chain = Calls.of(words);
        List<Redirect> redirects = command.redirections().stream()
                .filter(each -> !isPlaceholder(script.text(), command, each))
                .map(each -> redirect(script, each, ground))
                .toList();
        int from = words.getFirst().from();
        int to = words.getLast().to();
        for (Redirect redirect : redirects) {
            from = Math.min(from, redirect.file().from());
            to = Math.max(to, redirect.file().to());
        }
        String comment = ground.from() >= 0 ? "" : comments.of(command.start() + ground.shift());
        Invocation invocation =
                new Invocation(command, chain.calls(), redirects, comment, chain.script(), carrier, from, to);
        found.add(invocation);
        if (ground.depth() < DEEPEST) {
            chain.script().ifPresent(word -> within(script, command, word, ground, invocation));
            heredocs(script, command, ground, invocation);
        }
    }

    /** {@code git checkout <tag>} reads like two redirections, and is meant as neither. */
    private static boolean isPlaceholder(String text, Command command, Redirection each) {
        if (each.operator().equals("<")) {
            int end = each.target().end();
            return end > each.target().start()
                    && end < text.length()
                    && text.charAt(end) == '>'
                    && text.charAt(each.target().start() - 1) == '<';
        }
        return each.operator().equals(">")
                && command.redirections().stream()
                        .anyMatch(other -> other.operator().equals("<")
                                && other.target().end() < text.length()
                                && text.charAt(other.target().end()) == '>'
                                && other.target().end() < each.target().start()
                                && text.substring(
                                                other.target().end() + 1,
                                                each.target().start())
                                        .isBlank());
    }

    /** A word that is a shell text itself. */
    private void within(ShellScript script, Command command, Arg word, Ground ground, Invocation invocation) {
        if (!word.known()) {
            return;
        }
        Optional<Word> raw = command.words().stream()
                .filter(each ->
                        arg(each, ground).from() == word.from() && each.shown().equals(word.text()))
                .findFirst();
        boolean straight = raw.isPresent()
                && ground.from() < 0
                && script.text().startsWith(word.text(), raw.get().start() + 1)
                && raw.get().end() - raw.get().start() == word.text().length() + 2;
        Ground inner = straight
                ? new Ground(ground.shift() + raw.get().start() + 1, -1, -1, ground.depth() + 1)
                : new Ground(0, word.from(), word.to(), ground.depth() + 1);
        ShellScript nested = ShellScript.of(word.text());
        if (nested.understood()) {
            read(nested, inner, Optional.of(invocation));
        }
    }

    private void heredocs(ShellScript script, Command command, Ground ground, Invocation invocation) {
        boolean shell = invocation.inner().isOneOf("ssh", "bash", "sh", "su");
        for (Redirection each : command.redirections()) {
            if (shell
                    && each.heredoc() >= 0
                    && each.heredoc() < script.heredocs().size()
                    && ground.from() < 0) {
                ShellScript.Heredoc body = script.heredocs().get(each.heredoc());
                ShellScript nested = ShellScript.of(script.text().substring(body.start(), body.end()));
                if (nested.understood()) {
                    Ground inner = new Ground(ground.shift() + body.start(), -1, -1, ground.depth() + 1);
                    read(nested, inner, Optional.of(invocation));
                }
            }
        }
    }

    private Redirect redirect(ShellScript script, Redirection each, Ground ground) {
        String body = "";
        if (each.heredoc() >= 0 && each.heredoc() < script.heredocs().size()) {
            ShellScript.Heredoc heredoc = script.heredocs().get(each.heredoc());
            body = script.text().substring(heredoc.start(), Math.max(heredoc.start(), heredoc.end()));
        }
        return new Redirect(each.descriptor(), each.operator(), arg(each.target(), ground), body);
    }

    private Arg arg(Word word, Ground ground) {
        int from = place(word.start(), ground);
        int to =
                ground.from() >= 0 ? ground.to() : word.end() > word.start() ? place(word.end() - 1, ground) + 1 : from;
        return new Arg(word.shown(), word.literal().isPresent(), word.bare(), from, Math.max(from, to));
    }

    private int place(int offset, Ground ground) {
        return ground.from() >= 0 ? ground.from() : text.place(offset + ground.shift());
    }
}
