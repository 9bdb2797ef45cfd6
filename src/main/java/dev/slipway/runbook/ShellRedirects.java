package dev.slipway.runbook;

import dev.slipway.runbook.ShellScript.Word;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redirections of a shell text, and the here-documents that they announce. */
final class ShellRedirects {
    private static final Pattern REDIRECT =
            Pattern.compile("(\\d*|\\{[A-Za-z_]\\w*\\})(<<<|<<-|<<|<>|<&|<|&>>|&>|>>|>&|>\\||>)(?!\\()");

    private static final ShellScript.Redirection NOTHING =
            new ShellScript.Redirection("", "", new Word(0, 0, Optional.empty(), "", false), -1);

    private final ShellCursor cursor;
    private final ShellExpansions expansions;

    ShellRedirects(ShellCursor cursor, ShellExpansions expansions) {
        this.cursor = cursor;
        this.expansions = expansions;
    }

    /** What was read last. */
    private ShellScript.Redirection last = NOTHING;

    ShellScript.Redirection last() {
        return last;
    }

    enum Redirect {
        NONE,
        /** The command reads from it. */
        FEEDING,
        OTHER
    }

    /** All that stand here; whether one of them feeds the standard input. */
    boolean all() {
        boolean fed = false;
        cursor.skipBlanks();
        for (Redirect redirect = next(); redirect != Redirect.NONE; redirect = next()) {
            fed |= redirect == Redirect.FEEDING;
            cursor.skipBlanks();
        }
        return fed;
    }

    Redirect next() {
        Matcher redirect = REDIRECT.matcher(cursor.text).region(cursor.at, cursor.text.length());
        if (!redirect.lookingAt()) {
            return Redirect.NONE;
        }
        String descriptor = redirect.group(1);
        String operator = redirect.group(2);
        boolean feeds = operator.startsWith("<") && (descriptor.isEmpty() || descriptor.equals("0"));
        cursor.at = redirect.end();
        cursor.skipBlanks();
        Word target = expansions.word();
        if (operator.equals("<<") || operator.equals("<<-")) {
            String raw = cursor.text.substring(target.start(), target.end());
            boolean quoted = raw.indexOf('\'') >= 0 || raw.indexOf('"') >= 0 || raw.indexOf('\\') >= 0;
            cursor.await(new ShellCursor.Heredoc(target.literal().orElse(raw), operator.equals("<<-"), quoted));
            last = new ShellScript.Redirection(descriptor, operator, target, cursor.announced - 1);
        } else {
            last = new ShellScript.Redirection(descriptor, operator, target, -1);
        }
        return feeds ? Redirect.FEEDING : Redirect.OTHER;
    }
}
