package dev.slipway.adopt;

import dev.slipway.runbook.ShellScript;
import dev.slipway.runbook.ShellScript.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words of a command that somebody was to fill in: {@code <namespace>}, {@code YOUR_NAMESPACE}, {@code /path/to/app}. */
final class Blanks {
    private static final Pattern ANGLED = Pattern.compile(
            "(?<![<>&=(])<(\\p{L}[\\p{L}\\p{N}_.:/|-]{0,60}(?: [\\p{L}\\p{N}_.:/|-]{1,40}){0,5})>(?![>&(])"
                    + "|(?<==)<(\\p{L}[\\p{L}\\p{N}_.-]{0,60}(?: [\\p{L}\\p{N}_.-]{1,40}){0,5})>(?![>&(])");
    private static final Pattern NAMED = Pattern.compile(
            "(?<![A-Za-z0-9_$\\{.-])(YOUR[_-][A-Z0-9_-]*[A-Z0-9]|your[-_][a-z0-9_-]*[a-z0-9](?![A-Za-z0-9_]|[.][a-z])"
                    + "|(?:CHANGE|REPLACE)[_-]?ME|changeme)(?![A-Za-z0-9_=])");
    private static final Pattern STAMP =
            Pattern.compile("(?<![A-Za-z0-9%])YYYY[-_]?MM[-_]?DD(?:[-_]?HH[-_]?MM(?:[-_]?SS)?)?(?![A-Za-z0-9])"
                    + "|(?<![A-Za-z0-9])20[0-9]{6}[-_]?[0-9]{4,6}(?![A-Za-z0-9])");
    private static final Pattern PATH = Pattern.compile("(?<![A-Za-z0-9_./-])/path/to(?:/[A-Za-z0-9_.-]+)+");
    private static final Set<String> WORDS_OF_USAGE =
            Set.of("command", "commands", "cmd", "args", "arguments", "options", "option", "flags", "subcommand");
    private static final Set<String> SEARCHING =
            Set.of("grep", "egrep", "fgrep", "rg", "sed", "awk", "gawk", "perl", "xmllint", "jq", "yq");
    private static final Pattern SPEAKING_IN_QUOTES = Pattern.compile(
            ".*(token|version|tag|name|id|password|host|url|domain|user|email|key|secret|namespace|revision|timestamp|date|path|file|bucket"
                    + "|cluster|region|ip|address|commit|hash|sha|branch|port|value|service|database|db|pod|image|release|project|account)s?$");

    private Blanks() {}

    /** @param words what it stands for; where {@code unfit} says something, it cannot become a variable */
    record Blank(int from, int to, String written, String words, Optional<String> unfit) {}

    /** With names instead of the placeholders, so that a shell's reader understands what stands around them. */
    static String masked(String text) {
        StringBuilder masked = new StringBuilder(text);
        Matcher angled = ANGLED.matcher(text);
        while (angled.find()) {
            for (int i = angled.start(); i < angled.end(); i++) {
                masked.setCharAt(i, 'x');
            }
        }
        return masked.toString();
    }

    /** @param commands the masked text of the same length */
    static List<Blank> in(String text, ShellScript commands, Map<String, String> versions) {
        List<Blank> found = new ArrayList<>();
        Matcher angled = ANGLED.matcher(text);
        while (angled.find()) {
            String inner = angled.group(1) == null ? angled.group(2) : angled.group(1);
            Kind kind = commands.kinds().get(angled.start());
            boolean speaks = kind != Kind.QUOTED
                    || SPEAKING_IN_QUOTES
                            .matcher(inner.toLowerCase(Locale.ROOT))
                            .matches();
            if (speaks && !(kind == Kind.CODE && isRedirection(text, angled)) && !text.contains("</" + inner + ">")) {
                add(found, commands, angled, inner);
            }
        }
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            add(found, commands, named, named.group().replaceFirst("(?i)^your[-_]", ""));
        }
        Matcher stamp = STAMP.matcher(text);
        while (stamp.find()) {
            add(found, commands, stamp, stampOf(text, stamp.start()));
        }
        Matcher path = PATH.matcher(text);
        while (path.find()) {
            String last = path.group().substring(path.group().lastIndexOf('/') + 1);
            add(found, commands, path, last.replaceFirst("\\.[a-z]+$", "") + "_path");
        }
        versions.forEach((literal, words) -> {
            Matcher version = Pattern.compile("(?<![\\w.])" + Pattern.quote(literal) + "(?![\\w.]*\\w)")
                    .matcher(text);
            while (version.find()) {
                add(found, commands, version, words);
            }
        });
        found.sort(java.util.Comparator.comparingInt(Blank::from));
        return found;
    }

    /** A time is another one in each name: {@code backup_YYYYMMDD} and {@code config_YYYYMMDD}. */
    private static String stampOf(String text, int at) {
        int from = at;
        while (from > 0
                && (Character.isLetterOrDigit(text.charAt(from - 1)) || "_-".indexOf(text.charAt(from - 1)) >= 0)) {
            from--;
        }
        String before = text.substring(from, at).replaceAll("^[0-9_-]+", "");
        return before + (before.isEmpty() || before.endsWith("_") || before.endsWith("-") ? "" : "_") + "timestamp";
    }

    private static void add(List<Blank> found, ShellScript commands, Matcher matcher, String words) {
        Kind kind = commands.kinds().get(matcher.start());
        if (kind == Kind.COMMENT
                || found.stream().anyMatch(other -> other.from() < matcher.end() && matcher.start() < other.to())) {
            return;
        }
        boolean searched = commands.commands().stream()
                .anyMatch(command -> command.start() <= matcher.start()
                        && matcher.end() <= command.end()
                        && command.name().filter(SEARCHING::contains).isPresent());
        if (searched && kind == Kind.QUOTED) {
            return;
        }
        Optional<String> unfit = Optional.empty();
        if (kind == Kind.HEREDOC) {
            unfit = Optional.of(
                    "'" + matcher.group() + "' stands in a here-document, where nothing is filled in for it");
        } else if (WORDS_OF_USAGE.contains(words.toLowerCase(Locale.ROOT)) || words.contains("|")) {
            unfit = Optional.of("'" + matcher.group() + "' stands for words of a command");
        } else if (commands.commands().stream().anyMatch(command -> command.start() == matcher.start())) {
            unfit = Optional.of("'" + matcher.group() + "' stands where a command's name does");
        }
        found.add(new Blank(matcher.start(), matcher.end(), matcher.group(), words, unfit));
    }

    /** {@code <in 2>err}, {@code <in.txt>out}: reading from one file and writing to another. */
    private static boolean isRedirection(String text, Matcher angled) {
        String inner = angled.group(1) == null ? angled.group(2) : angled.group(1);
        char before = angled.start() == 0 ? ' ' : text.charAt(angled.start() - 1);
        char after = angled.end() < text.length() ? text.charAt(angled.end()) : '\n';
        if (inner.matches(".* [0-9]")) {
            return true;
        }
        if (!Character.isWhitespace(before)) {
            return false;
        }
        boolean fileFollows = Character.isLetterOrDigit(after) || "$\"'".indexOf(after) >= 0;
        boolean fileNamed = inner.indexOf('.') >= 0 || inner.indexOf('/') >= 0;
        return fileFollows || (fileNamed && !Character.isWhitespace(after));
    }

    /** How the variable is written at a place of the text, so that no shell splits it or sees it as text. */
    static String reference(String variable, String text, ShellScript commands, int from, int to) {
        if (commands.kinds().get(from) != Kind.QUOTED) {
            return "\"$" + variable + "\"";
        }
        char after = to < text.length() ? text.charAt(to) : ' ';
        String bare = Character.isLetterOrDigit(after) || after == '_' || after == '['
                ? "${" + variable + "}"
                : "$" + variable;
        return singleQuoted(text, commands, from) ? "'\"" + bare + "\"'" : bare;
    }

    private static boolean singleQuoted(String text, ShellScript commands, int at) {
        int start = at;
        while (start > 0 && commands.kinds().get(start - 1) == Kind.QUOTED) {
            start--;
        }
        char open = 0;
        for (int i = start; i < at; i++) {
            char c = text.charAt(i);
            if (open == '"' && c == '\\') {
                i++;
            } else if (open == 0 && (c == '\'' || c == '"')) {
                open = c;
            } else if (c == open) {
                open = 0;
            }
        }
        return open == '\'' || (open == 0 && start > 0 && text.charAt(start - 1) == '\'');
    }
}
