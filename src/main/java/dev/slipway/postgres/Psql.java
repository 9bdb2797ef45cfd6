package dev.slipway.postgres;

import dev.slipway.base.Data;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.operations.Json;
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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One session of psql that is kept open: a transaction lasts from one call to the next. Every query gives one JSON value a row.
 * When Slipway dies its input ends, and with it the session.
 */
public final class Psql implements AutoCloseable {
    private static final Duration ENDING = Duration.ofSeconds(10);
    private static final Pattern LINE = Pattern.compile("psql:<stdin>:(\\d+): (?:ERROR|FATAL)");

    private final Tools tools;
    private final Pipe pipe;
    private final Writer in;
    private final BufferedReader out;
    private int asked;
    private int written;

    private Psql(Tools tools, Pipe pipe) {
        this.tools = tools;
        this.pipe = pipe;
        this.in = new OutputStreamWriter(pipe.in(), StandardCharsets.UTF_8);
        this.out = new BufferedReader(new InputStreamReader(pipe.out(), StandardCharsets.UTF_8));
    }

    /** @param application under which the server lists it */
    public static Psql open(Tools tools, String application) throws Refusal, InterruptedException {
        Psql session = plain(tools, application);
        try {
            // What rows look like as text must not hang on how a role or database is set up.
            session.run("""
                    set client_min_messages = warning; set search_path = ''; set datestyle = 'ISO, YMD';
                    set intervalstyle = 'postgres'; set timezone = 'UTC'; set bytea_output = 'hex';
                    set extra_float_digits = 1; set xmlbinary = 'base64'; set lock_timeout = '60s';
                    set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set row_security = off;
                    set quote_all_identifiers = off;
                    """);
            // A server from 14 on notices in the middle of a statement that nobody waits for it any more.
            session.run("select set_config(name, '5s', false) from pg_settings"
                    + " where name = 'client_connection_check_interval';");
            return session;
        } catch (Refusal | InterruptedException e) {
            session.close();
            throw e;
        }
    }

    /** A session as the role has it, in which names mean what they mean to the application. */
    public static Psql plain(Tools tools, String application) throws Refusal, InterruptedException {
        // Only from a named file, and be it "-", does psql say in which line something is wrong.
        return new Psql(
                tools,
                tools.open(
                        tools.words("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-"), application));
    }

    public static Psql open(Tools tools) throws Refusal, InterruptedException {
        return open(tools, "slipway " + tools.site().origin());
    }

    /** Where it leads, for another session like it. */
    public Tools tools() {
        return tools;
    }

    /** Each ends with a semicolon or with a command of psql. */
    public List<Data> rows(String sql) throws Refusal, InterruptedException {
        return lines(sql).stream().map(Json::read).toList();
    }

    /** Where a script has stopped: the line at which the statement ends, counted from 1, 0 where nobody knows. */
    public record Stop(int line, String why) {}

    /** Sends a text that may be long and may say a lot; what its queries give is thrown away. */
    public Optional<Stop> script(String sql) throws InterruptedException {
        int before = written + 1;
        try {
            // Output that nobody reads while the text is still being sent would stop both.
            lines("\\o /dev/null\n" + sql + "\n\\o");
            return Optional.empty();
        } catch (Refusal refusal) {
            Matcher place = LINE.matcher(pipe.stderr());
            int line = place.find() ? Integer.parseInt(place.group(1)) - before : 0;
            return Optional.of(new Stop(line, refusal.why()));
        }
    }

    public void run(String sql) throws Refusal, InterruptedException {
        lines(sql);
    }

    /** The only value of the only row. */
    public Data value(String sql) throws Refusal, InterruptedException {
        List<Data> rows = rows(sql);
        if (rows.size() != 1) {
            throw new Refusal("the server gave " + rows.size() + " rows where one was asked for");
        }
        return rows.getFirst();
    }

    private List<String> lines(String sql) throws Refusal, InterruptedException {
        String end = "slipway-end-" + ++asked;
        List<String> lines = new ArrayList<>();
        try {
            String text = sql.stripTrailing() + "\n\\echo " + end + "\n";
            written += (int) text.chars().filter(c -> c == '\n').count();
            in.write(text);
            in.flush();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals(end)) {
                    return lines;
                }
                if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (IOException _) {
            // It has ended: what it said on the way is the reason.
        }
        pipe.end(ENDING);
        throw new Refusal(Tools.reason(pipe.stderr(), "psql has ended"));
    }

    @Override
    public void close() {
        try (pipe) {
            Place.Ran _ = pipe.end(Duration.ofSeconds(2));
        } catch (IOException _) {
            // Nothing more is wanted of it.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** As a name in SQL. */
    public static String name(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    public static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
