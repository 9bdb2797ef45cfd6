package dev.slipway.actions.backup;

import dev.slipway.hands.Pipe;
import dev.slipway.hands.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A session of the program {@code mariadb} that is kept open. When Slipway dies its input ends, and with it the session. */
final class MariaShell implements AutoCloseable {
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final Pipe pipe;
    private final Writer in;
    private final BufferedReader out;
    private int asked;

    private MariaShell(Pipe pipe) {
        this.pipe = pipe;
        this.in = new OutputStreamWriter(pipe.in(), StandardCharsets.UTF_8);
        this.out = new BufferedReader(new InputStreamReader(pipe.out(), StandardCharsets.UTF_8));
    }

    static MariaShell open(Programs programs) throws Refusal, InterruptedException {
        List<String> words = new ArrayList<>(connection(programs));
        words.addAll(List.of("--batch", "--skip-column-names", "--unbuffered", "--skip-reconnect", "--raw"));
        return new MariaShell(programs.open(programs.words("mariadb", words)));
    }

    /** What each of its programs is told. */
    static List<String> connection(Programs programs) {
        Login login = programs.login();
        List<String> words = new ArrayList<>(List.of("--host=" + login.host(), "--port=" + login.port()));
        login.user().ifPresent(user -> words.add("--user=" + user));
        if (login.tls()) {
            words.addAll(List.of("--ssl", "--ssl-verify-server-cert"));
        }
        words.add("--default-character-set=utf8mb4");
        return words;
    }

    /** Rows with tabs between their values. */
    List<String> rows(String sql) throws Refusal, InterruptedException {
        String end = "slipway-end-" + ++asked;
        List<String> lines = new ArrayList<>();
        try {
            in.write(sql + ";\nselect '" + end + "';\n");
            in.flush();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals(end)) {
                    return lines;
                }
                lines.add(line);
            }
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (IOException _) {
            // It has ended: what it said on the way is the reason.
        }
        pipe.end(ENDING);
        throw new Refusal(reason(pipe.stderr(), "mariadb has ended"));
    }

    String value(String sql) throws Refusal, InterruptedException {
        List<String> rows = rows(sql);
        return rows.isEmpty() ? "" : rows.getFirst();
    }

    /** {@code ERROR 1045 (28000) at line 1: Access denied …} without what is before the reason. */
    static String reason(String stderr, String otherwise) {
        return stderr.lines()
                .filter(line -> line.contains("ERROR") || line.contains("rror:"))
                .findFirst()
                .or(() -> stderr.lines().filter(line -> !line.isBlank()).reduce((_, line) -> line))
                .orElse(otherwise)
                .strip()
                .replaceFirst("^(mariadb-dump|mysqldump|mariadb): ", "")
                .replaceFirst("^(Got error: \\d+: |ERROR \\d+ \\(\\w+\\)( at line \\d+)?: )", "")
                .replaceFirst(" when trying to connect$", "")
                .replaceAll("^\"(.*)\"$", "$1");
    }

    static String text(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    @Override
    public void close() {
        try (pipe) {
            boolean _ = Programs.ended(pipe.end(Duration.ofSeconds(2)));
        } catch (IOException _) {
            // Nothing more is wanted of it.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
