package dev.slipway.runbook;

import dev.slipway.runbook.ShellScript.Access;
import dev.slipway.runbook.ShellScript.Command;
import dev.slipway.runbook.ShellScript.Word;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables that builtins set: {@code export X=}, {@code read X}, {@code printf -v X}, {@code mapfile X}, {@code getopts}. */
final class ShellAssignments {
    private static final Pattern NAMED =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(\\[.*\\])?(\\+?=.*)?", Pattern.DOTALL);
    private static final Set<String> READ_OPTIONS_WITH_VALUE = Set.of("-p", "-d", "-n", "-N", "-t", "-u", "-i");
    private static final Set<String> MAPFILE_OPTIONS_WITH_VALUE = Set.of("-d", "-n", "-O", "-s", "-u", "-C", "-c");

    private ShellAssignments() {}

    static void collect(List<Command> commands, ShellCursor cursor) {
        commands.forEach(command -> command.name().ifPresent(name -> {
            List<Word> arguments = command.words().subList(1, command.words().size());
            switch (name) {
                case "export", "readonly" -> arguments.forEach(word -> declared(word, cursor, false));
                case "local", "declare", "typeset" -> arguments.forEach(word -> declared(word, cursor, true));
                case "let" -> arguments.forEach(word -> declared(word, cursor, false));
                case "read" -> read(command, arguments, cursor);
                case "mapfile", "readarray" -> last(arguments, MAPFILE_OPTIONS_WITH_VALUE, "MAPFILE", cursor);
                case "getopts" -> getopts(arguments, cursor);
                case "printf" -> printf(arguments, cursor);
                default -> {}
            }
        }));
    }

    /** {@code export X} alone exports what there is: it sets nothing. */
    private static void declared(Word word, ShellCursor cursor, boolean alsoWithoutValue) {
        String raw = cursor.text.substring(word.start(), word.end());
        Matcher named = NAMED.matcher(raw);
        if (named.matches() && (alsoWithoutValue || named.group(3) != null)) {
            cursor.use(named.group(1), word.end(), Access.ASSIGNED);
        }
    }

    private static void read(Command command, List<Word> arguments, ShellCursor cursor) {
        boolean any = false;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i).literal().orElse("");
            if (word.startsWith("-") && word.length() > 1) {
                boolean takesNext = READ_OPTIONS_WITH_VALUE.contains("-" + word.charAt(word.length() - 1));
                if (word.endsWith("a") && i + 1 < arguments.size()) {
                    declared(arguments.get(i + 1), cursor, true);
                    any = true;
                    i++;
                } else if (takesNext) {
                    i++;
                }
            } else {
                declared(arguments.get(i), cursor, true);
                any = true;
            }
        }
        if (!any) {
            cursor.use("REPLY", command.end(), Access.ASSIGNED);
        }
    }

    private static void last(List<Word> arguments, Set<String> withValue, String standard, ShellCursor cursor) {
        boolean any = false;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i).literal().orElse("");
            if (withValue.contains(word)) {
                i++;
            } else if (!word.startsWith("-")) {
                declared(arguments.get(i), cursor, true);
                any = true;
            }
        }
        if (!any && !arguments.isEmpty()) {
            cursor.use(standard, arguments.getLast().end(), Access.ASSIGNED);
        }
    }

    private static void getopts(List<Word> arguments, ShellCursor cursor) {
        if (arguments.size() >= 2) {
            declared(arguments.get(1), cursor, true);
            cursor.use("OPTARG", arguments.get(1).end(), Access.ASSIGNED);
            cursor.use("OPTIND", arguments.get(1).end(), Access.ASSIGNED);
        }
    }

    private static void printf(List<Word> arguments, ShellCursor cursor) {
        if (arguments.size() >= 2 && arguments.getFirst().is("-v")) {
            declared(arguments.get(1), cursor, true);
        }
    }
}
