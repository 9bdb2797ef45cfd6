package dev.slipway.runbook;

import dev.slipway.runbook.ShellRedirects.Redirect;
import dev.slipway.runbook.ShellScript.Access;
import dev.slipway.runbook.ShellScript.Assignment;
import dev.slipway.runbook.ShellScript.Command;
import dev.slipway.runbook.ShellScript.Join;
import dev.slipway.runbook.ShellScript.Redirection;
import dev.slipway.runbook.ShellScript.Within;
import dev.slipway.runbook.ShellScript.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of a shell text: lists of simple commands, with what is joined to what. */
final class ShellReader {
    /** A larger text is data, and is not looked into. */
    static final int LARGEST = 100_000;

    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(\\[[^\\]\\n]*\\])?\\+?=");
    private static final Set<String> CLOSING = Set.of("then", "elif", "else", "fi", "do", "done", "esac", "}");

    private final ShellCursor cursor;
    private final ShellExpansions expansions;
    private final List<Command> commands = new ArrayList<>();
    private final Set<String> functions = new HashSet<>();
    private final ShellCompounds compounds;
    private final ShellRedirects redirects;
    private final Deque<Within> around = new ArrayDeque<>();
    private final List<Assignment> assignments = new ArrayList<>();
    private int lastStart = -1;

    private ShellReader(String text) {
        this.cursor = new ShellCursor(text);
        this.expansions = new ShellExpansions(cursor, this);
        this.compounds = new ShellCompounds(cursor, expansions, this);
        this.redirects = new ShellRedirects(cursor, expansions);
    }

    static ShellScript read(String text) {
        ShellReader reader = new ShellReader(text);
        if (text.length() > LARGEST) {
            reader.cursor.fail();
        } else if (!reader.list().isEmpty() || !reader.cursor.ended()) {
            reader.cursor.fail();
        }
        ShellAssignments.collect(reader.commands, reader.cursor);
        return new ShellScript(
                text,
                reader.commands,
                reader.assignments,
                reader.cursor.uses,
                reader.cursor.heredocs,
                reader.functions,
                List.of(reader.cursor.kinds),
                reader.lastStart,
                reader.cursor.understood);
    }

    /** Commands within something, up to what closes it; empty for a character. */
    String inner(Within within) {
        if (!cursor.enter()) {
            return "";
        }
        around.addLast(within);
        String closing = list();
        around.removeLast();
        cursor.leave();
        return closing;
    }

    /** The commands of a substitution, and the character that ends it. */
    void nested(char closer, Within within) {
        String closing = inner(within);
        if (closing.isEmpty() && cursor.peek() == closer) {
            cursor.at++;
        } else {
            cursor.fail();
        }
    }

    /** Commands until something that only the caller understands: a closing word or character, {@code ;;}, the end. */
    private String list() {
        Join before = Join.NONE;
        while (true) {
            skipLines();
            if (cursor.ended()
                    || cursor.peek() == ')'
                    || cursor.peek() == '`'
                    || cursor.looksAt(";;")
                    || cursor.looksAt(";&")) {
                return "";
            }
            String closing = closingWord();
            if (!closing.isEmpty()) {
                return closing;
            }
            int start = cursor.at;
            int first = commands.size();
            boolean simple = command(before);
            before = separator(simple ? Math.max(first, commands.size() - 1) : first);
            if (cursor.at == start) {
                cursor.fail();
            }
        }
    }

    void skipLines() {
        cursor.skipBlanks();
        while (cursor.peek() == '\n') {
            cursor.lineEnd(expansions);
            cursor.skipBlanks();
        }
    }

    /** A closing word here is consumed. */
    private String closingWord() {
        String word = plainWord();
        if (CLOSING.contains(word)) {
            cursor.at += word.length();
            return word;
        }
        return "";
    }

    String plainWord() {
        int end = cursor.at;
        while (end < cursor.text.length() && " \t\n;&|()<>`\"'$\\".indexOf(cursor.text.charAt(end)) < 0) {
            end++;
        }
        return cursor.text.substring(cursor.at, end);
    }

    /** @param first the first of the commands that the separator speaks of */
    private Join separator(int first) {
        cursor.skipBlanks();
        Join join = Join.NONE;
        int length = 1;
        if (cursor.looksAt("&&")) {
            join = Join.AND;
            length = 2;
        } else if (cursor.looksAt("||")) {
            join = Join.OR;
            length = 2;
        } else if (cursor.looksAt("|&")) {
            join = Join.PIPE;
            length = 2;
        } else if (cursor.peek() == '|') {
            join = Join.PIPE;
        } else if (cursor.peek() == '&') {
            join = Join.BACKGROUND;
        } else if (cursor.looksAt(";;") || cursor.looksAt(";&") || cursor.peek() != ';') {
            length = 0;
        }
        cursor.at += length;
        for (int i = first; i < commands.size() && (join == Join.BACKGROUND || i == commands.size() - 1); i++) {
            commands.set(i, commands.get(i).followedBy(join));
        }
        return join == Join.BACKGROUND ? Join.NONE : join;
    }

    /** @return whether a simple command stood here, and not a compound or assignments alone */
    private boolean command(Join before) {
        lastStart = Math.max(lastStart, cursor.at);
        String word = plainWord();
        boolean negated = false;
        while (word.equals("!") || word.equals("time") || word.equals("coproc")) {
            negated |= word.equals("!");
            cursor.at += word.length();
            cursor.skipBlanks();
            word = plainWord();
        }
        int first = commands.size();
        if (!compounds.read(word)) {
            return simple(before, negated);
        }
        boolean fed = redirects.all() || before == Join.PIPE;
        for (int i = first; fed && i < commands.size(); i++) {
            commands.set(i, commands.get(i).fedFromAround());
        }
        return false;
    }

    private boolean simple(Join before, boolean negated) {
        List<Redirection> redirections = new ArrayList<>();
        List<Word> values = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<String> prefix = new ArrayList<>();
        List<Integer> effects = new ArrayList<>();
        boolean fed = before == Join.PIPE;
        while (true) {
            cursor.skipBlanks();
            Redirect redirect = redirects.next();
            if (redirect != Redirect.NONE) {
                fed |= redirect == Redirect.FEEDING;
                redirections.add(redirects.last());
                continue;
            }
            Matcher assignment = ASSIGNMENT.matcher(cursor.text).region(cursor.at, cursor.text.length());
            if (words.isEmpty() && assignment.lookingAt()) {
                starts.add(cursor.at);
                cursor.at = assignment.end();
                values.add(value());
                prefix.add(assignment.group(1));
                effects.add(cursor.at);
                continue;
            }
            int from = cursor.at;
            Word word = expansions.word();
            if (cursor.at == from) {
                break;
            }
            if (words.isEmpty() && isDefinition(word)) {
                return false;
            }
            words.add(word);
            if (word.literal().isEmpty() || cursor.text.charAt(word.end() - 1) != '=' || cursor.peek() != '(') {
                continue;
            }
            value(); // declare -a x=( … )
        }
        for (int i = 0; i < prefix.size(); i++) {
            assignments.add(
                    new Assignment(prefix.get(i), values.get(i), starts.get(i), words.isEmpty(), List.copyOf(around)));
        }
        if (words.isEmpty()) {
            for (int i = 0; i < prefix.size(); i++) {
                cursor.use(prefix.get(i), effects.get(i), Access.ASSIGNED);
            }
        } else {
            commands.add(
                    new Command(words, prefix, redirections, List.copyOf(around), negated, fed, before, Join.NONE));
        }
        return !words.isEmpty();
    }

    private boolean isDefinition(Word word) {
        cursor.skipBlanks();
        if (cursor.peek() != '(' || word.literal().isEmpty()) {
            return false;
        }
        int close = cursor.at + 1;
        while (close < cursor.text.length() && cursor.text.charAt(close) == ' ') {
            close++;
        }
        if (close >= cursor.text.length() || cursor.text.charAt(close) != ')') {
            return false;
        }
        cursor.at = close + 1;
        define(word.literal().get());
        return true;
    }

    /** The body of a function. */
    void define(String function) {
        functions.add(function);
        skipLines();
        if (!cursor.enter()) {
            return;
        }
        around.addLast(Within.FUNCTION);
        command(Join.NONE);
        around.removeLast();
        cursor.leave();
    }

    /** What is assigned: a word, an array, or nothing. */
    private Word value() {
        if (cursor.peek() != '(') {
            return expansions.word();
        }
        int start = cursor.at;
        cursor.at++;
        skipLines();
        while (!cursor.ended() && cursor.peek() != ')') {
            int from = cursor.at;
            expansions.word();
            skipLines();
            if (cursor.at == from) {
                cursor.fail();
            }
        }
        if (cursor.ended()) {
            cursor.fail();
        } else {
            cursor.at++;
        }
        return new Word(start, cursor.at, Optional.empty(), cursor.text.substring(start, cursor.at), true);
    }
}
