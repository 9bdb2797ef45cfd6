package dev.slipway.actions.backup;

import dev.slipway.hands.Pipe;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.vault.Opened;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A database beside the original on the same server. A lock that carries its name keeps it; when the session that has the lock is
 * gone, because Slipway was killed, whoever comes next drops it.
 */
record MariaSide(Programs programs, MariaShell session, String name) implements AutoCloseable {
    static final String BEGINNING = "slipway_side_";
    private static final Duration ENDING = Duration.ofMinutes(10);

    /** @param like the database whose character set it takes */
    static MariaSide make(Programs programs, MariaShell session, String like, String name)
            throws Refusal, InterruptedException {
        session.rows("do get_lock('" + name + "', 0)");
        String sets = session.value("select concat('character set ', default_character_set_name, ' collate ',"
                + " default_collation_name) from information_schema.schemata where schema_name = "
                + MariaShell.text(like));
        session.rows("create database " + name + " " + sets);
        return new MariaSide(programs, session, name);
    }

    static void sweep(MariaShell session, Site site) throws Refusal, InterruptedException {
        List<String> left =
                session.rows("select schema_name from information_schema.schemata where schema_name regexp '^"
                        + BEGINNING + "[0-9a-f]{12}$' and is_free_lock(schema_name)");
        for (String each : left) {
            site.say("dropping " + each + ", which a run that was killed has left");
            session.rows("drop database if exists " + each);
        }
    }

    void restore(Opened opened) throws Refusal, IOException, InterruptedException {
        List<String> words = new ArrayList<>(MariaShell.connection(programs));
        words.addAll(List.of("--batch", "--", name));
        try (Pipe restore = programs.open(programs.words("mariadb", words))) {
            try {
                Pump.through(opened.stream(), restore.in());
            } catch (IOException e) {
                throw new Refusal("mariadb: " + MariaShell.reason(restore.stderr(), String.valueOf(e.getMessage())), e);
            }
            if (!Programs.ended(restore.end(ENDING))) {
                throw new Refusal("mariadb: " + MariaShell.reason(restore.stderr(), "it has not come to its end"));
            }
            opened.verify();
        }
    }

    String tables() throws Refusal, InterruptedException {
        return session.value(
                "select count(*) from information_schema.tables where table_type = 'BASE TABLE' and table_schema ="
                        + " '" + name + "'");
    }

    @Override
    public void close() {
        boolean stopped = Thread.interrupted(); // a step that is stopped still takes its database with it
        try {
            session.rows("drop database if exists " + name);
        } catch (Refusal refusal) {
            programs.site()
                    .say("the database " + name + " could not be dropped and is dropped next time: " + refusal.why());
        } catch (InterruptedException _) {
            stopped = true;
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
