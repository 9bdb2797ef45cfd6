package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.hands.Blobs;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.postgres.Tools;
import dev.slipway.vault.Vault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether there will be room, found out before anything begins; estimates that are said as such. */
final class Room {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private Room() {}

    /** Measured by the backup before, with a fifth to spare; without one, half of what is read. */
    static void inStore(Vault vault, String original, long now, long read) throws Refusal {
        try {
            Blobs blobs = vault.blobs();
            Optional<Backup> before = vault.catalogue()
                    .newest(original)
                    .filter(each -> each.what().bytes() > 0);
            long wanted = before.isPresent()
                    ? (long) (1.2
                            * before.get().sealed().bytes()
                            * now
                            / before.get().what().bytes())
                    : read / 2;
            OptionalLong free = blobs.free();
            if (free.isPresent() && free.getAsLong() < wanted) {
                throw new Refusal("there is no room for the backup: it needs about " + Server.size(wanted)
                        + (before.isPresent() ? " (the last one, and a fifth more)" : " (half of what is read)")
                        + ", and "
                        + blobs.where() + " has " + Server.size(free.getAsLong()));
            }
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
    }

    /** Only where the server's folder can be seen from the place: nothing else tells how full its disk is. */
    static void onServer(Tools tools, Server server, long wanted) throws Refusal, InterruptedException {
        if (server.folder().isEmpty() || !tools.address().local()) {
            return;
        }
        Place.Command df = new Place.Command(
                List.of("df", "-P", "-k", "--", server.folder().get()),
                Optional.empty(),
                tools.address().environment("slipway"),
                DEADLINE);
        if (tools.site().place().run(df) instanceof Place.Ran.Ended(int status, String stdout, String _)
                && status == 0) {
            OptionalLong free = free(stdout);
            if (free.isPresent() && free.getAsLong() < wanted) {
                throw new Refusal("there is no room for a database beside the original: it needs about "
                        + Server.size(wanted) + ", and the disk of the server has " + Server.size(free.getAsLong()));
            }
        }
    }

    /** The last row of {@code df -P}: used, free, capacity, and where it is mounted. */
    static OptionalLong free(String df) {
        String last = df.lines().reduce("", (_, line) -> line);
        Matcher row = Pattern.compile("\\s(\\d+)\\s+(\\d+)\\s+(-?\\d+)\\s+(?:\\d+%|-)\\s+/")
                .matcher(last);
        return row.find() ? OptionalLong.of(Math.max(0, Long.parseLong(row.group(3)) * 1024)) : OptionalLong.empty();
    }
}
