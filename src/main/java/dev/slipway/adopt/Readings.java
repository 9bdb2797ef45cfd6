package dev.slipway.adopt;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the words of a chunk say about it. */
final class Readings {
    static final Pattern OR = Pattern.compile(
            "(?is)(or|alternatively|otherwise|alternative)\\b(?!\\s*(later|newer|above|more|higher))[ ,:].*");
    private static final Pattern CONDITION = Pattern.compile(
            "(?is)(\\d+[.)]\\s+)?(if|when|in case|only if|unless|optional(ly)?|should)\\b.*|.*\\((if|optional|only|when|unless|as needed|where)\\b[^)]*\\).*|.*\\bif (needed|necessary|required|applicable)\\b.*");
    private static final Pattern FORBIDDEN = Pattern.compile(
            "(?is).*\\b((development|dev|local|testing|staging) only|do not run|don't run|never run|example only|not (in|for|on) production)\\b.*");
    private static final Pattern FOR_PEOPLE = Pattern.compile(
            "(?is)(\\d+[.)]\\s+)?(notify|send|tell|inform|ask|call|wait|monitor|continue|rotate|generate|update|change|edit|review|verify|check|confirm|ensure|make sure|open|log ?in"
                    + "|navigate|contact|announce|schedule|regenerate|replace|repeat|go to|or|if|when)\\b.*\\w.*");
    private static final Pattern SQL = Pattern.compile(
            "(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|EXPLAIN|VACUUM|ANALYZE|BEGIN|COMMIT|GRANT|REVOKE|TRUNCATE|WITH|SHOW|SET|REINDEX)\\b.*|\\\\[a-z]+\\+?( .*)?|--\\s.*");
    private static final Pattern HTTP =
            Pattern.compile("(GET|POST|PUT|PATCH|HEAD|OPTIONS)\\s+(/|https?:).*|HTTP/\\d.*");
    private static final Pattern CRON = Pattern.compile("([\\d*/,-]+\\s+){4}[\\d*/,A-Za-z-]+\\s+\\S.*");
    private static final Pattern OUTPUT =
            Pattern.compile("(Error|ERROR|Warning|Traceback|Exception|FATAL|panic|fatal)[:( ].*|[{\\[<]\\s*|\\{\"?.*");

    private Readings() {}

    static boolean isOr(String comment) {
        return OR.matcher(comment).matches();
    }

    static boolean isConditional(String comment) {
        return CONDITION.matcher(comment).matches();
    }

    /** What stands before a fence: {@code If the index is missing:}. */
    static boolean isConditionalLead(String words) {
        String plain = words.strip().replaceFirst("^\\[[ xX]?\\]\\s*", "").replaceAll("[*_]{2}", "");
        return plain.matches(
                "(?is)(if|in case|only if|unless|optional(ly)?|when needed|when necessary)\\b.*|[^\\n]*\\((if|optional|only|unless|as needed|when)\\b[^)]*\\).*|[^\\n]*\\bif (needed|necessary|required|applicable)\\b.*");
    }

    static boolean isForbidden(String comment) {
        return FORBIDDEN.matcher(comment).matches();
    }

    static boolean isForPeople(String comment) {
        return FOR_PEOPLE.matcher(comment).matches();
    }

    /** Why lines that are tagged as shell are none, by what a person would do with them. */
    static Optional<String> noShell(String firstLine) {
        if (SQL.matcher(firstLine).matches()) {
            return Optional.of("this is SQL, and not for the shell");
        }
        if (CRON.matcher(firstLine).matches()) {
            return Optional.of("this is a line of a crontab, and not a command");
        }
        return Optional.empty();
    }

    /** Lines to be read: a request, a message, names. */
    static Optional<String> onlyRead(String text) {
        String first = text.strip().lines().findFirst().orElse("").strip();
        if (HTTP.matcher(first).matches()) {
            return Optional.of("this is an HTTP request as it is sent, and not a command");
        }
        if (OUTPUT.matcher(first).matches()) {
            return Optional.of("this is what a program prints, and not a command");
        }
        boolean names = !first.isEmpty()
                && text.lines()
                        .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                        .allMatch(line -> line.strip().matches("[A-Z][A-Z0-9_]+\\s*(#.*)?"));
        return names ? Optional.of("these are names, and not commands") : Optional.empty();
    }

    /** Somebody typed something there. */
    static boolean hasPrompt(String text) {
        return text.lines()
                .anyMatch(
                        line -> line.strip()
                                .matches(
                                        "([A-Za-z]:\\\\[^>]{0,80}>|PS[^>]{0,80}>|\\$|>>>|[\\w.-]{1,40}@[\\w.-]{1,60}[^$#]{0,60}[$#]|(mysql|sqlite|redis[^>]{0,30})>)\\s*\\S.*"));
    }

    /** What differs from run to run cannot be expected. */
    static boolean isStable(String output) {
        return output.strip().lines().count() <= 6
                && output.strip().length() > 0
                && !output.contains("...")
                && output.lines()
                        .noneMatch(line -> line.matches(
                                        ".*(\\d{2,}|\\b\\d+[smhd]\\b|\\b[0-9a-f]{7,}\\b|\\bago\\b|<\\w|\\$\\{?\\w).*")
                                || line.toLowerCase(Locale.ROOT).contains("xxx"));
    }
}
