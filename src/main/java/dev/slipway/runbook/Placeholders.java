package dev.slipway.runbook;

import dev.slipway.runbook.ShellScript.Command;
import dev.slipway.runbook.ShellScript.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that somebody was to replace: {@code <tag>}, {@code YOUR_TOKEN}, {@code CHANGEME}. Not in comments and here-documents. */
final class Placeholders {
    private static final Pattern ANGLED =
            Pattern.compile("(?<![<>&])<([A-Za-z][A-Za-z0-9_.:/|-]*(?: [A-Za-z0-9_.:/|-]+){0,5})>(?![>&(])");
    private static final Pattern NAMED = Pattern.compile(
            "(?<![A-Za-z0-9_$\\{])(YOUR[_-][A-Z0-9_-]+|(?:CHANGE|REPLACE)[_-]?ME|changeme)(?![A-Za-z0-9_=])");

    /** In quotes, angle brackets are often meant: only what people call placeholders is taken for one. */
    private static final Set<String> USUAL = Set.of(
            "account",
            "bucket",
            "cluster",
            "container",
            "database",
            "db",
            "domain",
            "email",
            "environment",
            "file",
            "filename",
            "host",
            "hostname",
            "id",
            "image",
            "ip",
            "key",
            "name",
            "namespace",
            "password",
            "path",
            "pod",
            "port",
            "previous",
            "project",
            "region",
            "release",
            "secret",
            "server",
            "service",
            "tag",
            "tenant",
            "token",
            "url",
            "user",
            "username",
            "value",
            "version");

    /** These look for text, or rewrite it. */
    private static final Set<String> TEXT_TOOLS = Set.of(
            "grep", "egrep", "fgrep", "zgrep", "rg", "ag", "sed", "awk", "gawk", "perl", "xmllint", "xmlstarlet", "tr");

    private Placeholders() {}

    static List<Refusal> in(ShellScript script) {
        List<Refusal> refusals = new ArrayList<>();
        BitSet searched = searched(script);
        Matcher angled = ANGLED.matcher(script.text());
        while (angled.find()) {
            if (isAngledPlaceholder(script, angled, searched)) {
                refusals.add(refusal(angled.start(), angled.end(), angled.group()));
            }
        }
        Matcher named = NAMED.matcher(script.text());
        while (named.find()) {
            Kind kind = script.kinds().get(named.start());
            if ((kind == Kind.CODE || kind == Kind.QUOTED) && !searched.get(named.start())) {
                refusals.add(refusal(named.start(), named.end(), named.group()));
            }
        }
        return refusals;
    }

    private static Refusal refusal(int from, int to, String what) {
        return new Refusal(
                from,
                to,
                "'" + what + "' stands for something that nobody has filled in",
                "Make it an input and read it as a variable, or write the value.");
    }

    private static boolean isAngledPlaceholder(ShellScript script, Matcher angled, BitSet searched) {
        String inner = angled.group(1);
        Kind first = script.kinds().get(angled.start());
        Kind last = script.kinds().get(angled.end() - 1);
        if (first == Kind.CODE && last == Kind.CODE) {
            return !isRedirection(script.text(), angled, inner);
        }
        return first == Kind.QUOTED
                && last == Kind.QUOTED
                && isUsual(inner)
                && !script.text().contains("</" + inner + ">")
                && !searched.get(angled.start())
                && !explainsUsage(script.text(), angled.start());
    }

    /** {@code echo "Usage: $0 <version>"} means its brackets. */
    private static boolean explainsUsage(String text, int offset) {
        int from = text.lastIndexOf('\n', offset) + 1;
        return text.substring(Math.max(from, offset - 200), offset)
                .toLowerCase(Locale.ROOT)
                .contains("usage");
    }

    /** {@code <in 2>err}, {@code <in.txt>/tmp/out}, {@code <in>out}: reading from one file and writing to another. */
    private static boolean isRedirection(String text, Matcher angled, String inner) {
        if (inner.matches(".* [0-9]")) {
            return true;
        }
        char before = angled.start() == 0 ? ' ' : text.charAt(angled.start() - 1);
        char after = angled.end() < text.length() ? text.charAt(angled.end()) : '\n';
        if (!Character.isWhitespace(before)) {
            return false;
        }
        boolean fileFollows = Character.isLetterOrDigit(after) || "$\"'".indexOf(after) >= 0;
        boolean fileNamed = inner.indexOf('.') >= 0 || inner.indexOf('/') >= 0;
        return fileFollows || (fileNamed && !Character.isWhitespace(after));
    }

    private static boolean isUsual(String inner) {
        String[] words = inner.toLowerCase(Locale.ROOT).split("[ _-]", -1);
        for (String word : words) {
            if (USUAL.contains(word) || word.equals("your") || word.equals("my")) {
                return true;
            }
        }
        return false;
    }

    /** What stands in commands that look for text. */
    private static BitSet searched(ShellScript script) {
        BitSet searched = new BitSet();
        for (Command command : script.commands()) {
            CommandLine line = CommandLine.of(command);
            if (TEXT_TOOLS.contains(line.name())
                    || (line.name().equals("git") && line.words().contains("log"))) {
                searched.set(command.start(), command.end());
            }
        }
        return searched;
    }
}
