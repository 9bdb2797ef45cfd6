package dev.slipway.runbook;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code <!-- slipway: KIND key=value key="quoted" flag -->} to a Directive; every mistake in it is a Problem. */
final class DirectiveReader {
    private final Positions at;
    private final String text;
    private final int end;
    private final Span whole;
    private final List<Problem> problems;
    private final Map<String, Phrase> values = new HashMap<>();
    private final Map<String, Span> flags = new HashMap<>();
    private int next;

    private DirectiveReader(Positions at, Comments.Comment comment, List<Problem> problems) {
        this.at = at;
        this.text = at.text();
        this.next = comment.afterColon();
        this.end = comment.contentEnd();
        this.whole = at.span(comment.from(), comment.to());
        this.problems = problems;
    }

    static Optional<Directive> read(Positions at, Comments.Comment comment, List<Problem> problems) {
        return new DirectiveReader(at, comment, problems).read();
    }

    private Optional<Directive> read() {
        skipSpace();
        int from = next;
        skipWord();
        if (from == next) {
            problems.add(new Problem(
                    whole, "this directive says nothing", Nearest.help("Directives", "", DirectiveKind.words())));
            return Optional.empty();
        }
        String word = text.substring(from, next);
        Optional<DirectiveKind> kind = DirectiveKind.of(word);
        if (kind.isEmpty()) {
            problems.add(new Problem(
                    at.span(from, next),
                    "no directive is called '" + word + "'",
                    Nearest.help("Directives", word, DirectiveKind.words())));
            return Optional.empty();
        }
        for (skipSpace(); next < end; skipSpace()) {
            attribute(kind.get());
        }
        return Optional.of(new Directive(kind.get(), values, flags, whole));
    }

    private void attribute(DirectiveKind kind) {
        int from = next;
        skipWord();
        if (from == next) {
            next = Math.max(next + 1, endOfBareValue(next));
            problems.add(new Problem(
                    at.span(from, next),
                    "'" + text.substring(from, next) + "' does not belong in a directive",
                    "Write key=value, key=\"several words\", or a flag."));
            return;
        }
        Span where = at.span(from, next);
        String key = text.substring(from, next);
        if (next < end && text.charAt(next) == '=') {
            next++;
            Optional<Phrase> value = value();
            if (value.isPresent() && mayStand(kind, key, where)) {
                keep(kind, key, where, value.get());
            }
        } else if (mayStand(kind, key, where)) {
            flag(kind, key, where);
        }
    }

    private boolean mayStand(DirectiveKind kind, String key, Span where) {
        if (!kind.takes(key) && !kind.hasFlag(key)) {
            List<String> words = kind.vocabulary();
            problems.add(new Problem(
                    where,
                    "'" + kind.word() + "' has no key '" + key + "'",
                    words.isEmpty() ? "It takes none." : Nearest.help("Keys of '" + kind.word() + "'", key, words)));
            return false;
        }
        if (values.containsKey(key) || flags.containsKey(key)) {
            problems.add(new Problem(where, "'" + key + "' is said twice"));
            return false;
        }
        return true;
    }

    private void keep(DirectiveKind kind, String key, Span where, Phrase value) {
        if (kind.hasFlag(key)) {
            problems.add(
                    new Problem(where, "'" + key + "' is a flag and takes no value", "Write '" + key + "' alone."));
        } else if (value.text().isBlank()) {
            problems.add(new Problem(where, "'" + key + "' needs a value"));
        } else {
            values.put(key, value);
        }
    }

    private void flag(DirectiveKind kind, String key, Span where) {
        if (kind.hasFlag(key)) {
            flags.put(key, where);
        } else {
            problems.add(new Problem(
                    where, "'" + key + "' needs a value", "Write " + key + "=value, without spaces around the '='."));
        }
    }

    private Optional<Phrase> value() {
        if (next < end && text.charAt(next) == '"') {
            return quoted();
        }
        int from = next;
        next = endOfBareValue(from);
        String bare = text.substring(from, next);
        if (bare.chars().anyMatch(c -> c == '"' || c == '\'' || c == '“' || c == '”')) {
            problems.add(new Problem(
                    at.span(from, next),
                    "the value " + bare + " is not quoted as a whole",
                    "Put it in double quotes: key=\"…\"; a double quote in it is written \\\"."));
            return Optional.empty();
        }
        return Optional.of(new Phrase(bare, at.span(from, next)));
    }

    private Optional<Phrase> quoted() {
        int from = next + 1;
        StringBuilder value = new StringBuilder();
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"') {
                next = i + 1;
                return Optional.of(new Phrase(value.toString(), at.span(from, i)));
            }
            if (c == '\\' && i + 1 < end && (text.charAt(i + 1) == '"' || text.charAt(i + 1) == '\\')) {
                c = text.charAt(++i);
            }
            value.append(c);
        }
        problems.add(new Problem(at.span(from - 1, from), "this quote is not closed", "End it with another '\"'."));
        next = end;
        return Optional.empty();
    }

    private void skipSpace() {
        while (next < end && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
    }

    private void skipWord() {
        while (next < end && (Character.isLetterOrDigit(text.charAt(next)) || "-_".indexOf(text.charAt(next)) >= 0)) {
            next++;
        }
    }

    private int endOfBareValue(int from) {
        int to = from;
        while (to < end && !Character.isWhitespace(text.charAt(to))) {
            to++;
        }
        return to;
    }
}
