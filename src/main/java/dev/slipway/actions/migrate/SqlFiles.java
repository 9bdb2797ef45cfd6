package dev.slipway.actions.migrate;

import dev.slipway.hands.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads a folder of SQL at a place, all of it at once. */
final class SqlFiles {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]*");
    /** Each file as its name, its length and its bytes; a name is no secret and takes no part in the command line. */
    private static final String READ = """
            cd -- "$1"
            shift
            for f in "$@"; do
              for g in $f; do
                [ -f "$g" ] || continue
                case "$g" in (*[!A-Za-z0-9._/-]*) echo "'$g' cannot name a migration: letters, digits, '.', '_' and '-'" >&2; exit 3;; esac
                printf '%s %s\\n' "$(wc -c <"$g")" "$g"
                cat -- "$g"
              done
            done
            """;

    private SqlFiles() {}

    /** @param patterns as a shell expands them, within the folder */
    static Map<String, String> in(Asking asking, String folder, List<String> patterns)
            throws Refusal, InterruptedException {
        String[] arguments = new String[patterns.size() + 1];
        arguments[0] = folder;
        for (int i = 0; i < patterns.size(); i++) {
            arguments[i + 1] = patterns.get(i);
        }
        Asking.Answer answer = asking.ask("read_all() {\n" + READ + "}\nread_all", Errand.Extra.words(arguments));
        if (answer.status() != 0) {
            throw new Refusal(
                    answer.status() == 3
                            ? Asking.said(answer)
                            : "the folder " + folder + " cannot be read: "
                                    + Asking.said(answer).replaceFirst(".*: ", ""));
        }
        return split(answer.stdout().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> split(byte[] all) throws Refusal {
        Map<String, String> files = new LinkedHashMap<>();
        int at = 0;
        while (at < all.length) {
            int end = at;
            while (end < all.length && all[end] != '\n') {
                end++;
            }
            String[] head = new String(all, at, end - at, StandardCharsets.UTF_8)
                    .strip()
                    .split(" ", 2);
            if (head.length != 2
                    || !head[0].matches("\\d{1,9}")
                    || !NAME.matcher(head[1]).matches()) {
                throw new Refusal("the folder of migrations cannot be read: it has a file that is not UTF-8");
            }
            int length = Integer.parseInt(head[0]);
            if (end + 1 + length > all.length) {
                throw new Refusal(head[1] + " is not UTF-8, or has changed while it was read");
            }
            files.put(head[1], new String(Arrays.copyOfRange(all, end + 1, end + 1 + length), StandardCharsets.UTF_8));
            at = end + 1 + length;
        }
        return files;
    }
}
