package dev.slipway.actions.check;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Place;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Size;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code check.disk}: a file system has room. */
public final class CheckDisk implements Action<CheckDisk.Room> {

    /** df waits for ever on a network file system that is gone. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    public record Room(
            @Doc("Any path on the file system") @Standard("/")
            String path,

            @Doc("What must be free at least: a share such as 20%, or a size such as 10GB")
            Size free) {}

    @Override
    public String name() {
        return "check.disk";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a file system has room";
    }

    @Override
    public String doc() {
        return "Asks df at the step's place. The share is of what an ordinary user may fill: 100% less the capacity that"
                + " df shows. GB are 1000³ bytes, GiB 1024³.";
    }

    @Override
    public String example() {
        return "check.disk: {path: /var/lib/docker, free: 20%}";
    }

    @Override
    public Parameters<Room> parameters() {
        return RecordParameters.of(Room.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(shown.text("path", "/") + " at least " + shown.text("free", "?") + " free");
    }

    @Override
    public boolean atPlace() {
        return true;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Room room, Site site) throws InterruptedException {
        List<String> words = List.of("df", "-P", "-k", "--", room.path());
        Place.Environment plain = new Place.Environment(Map.of("LC_ALL", "C"), List.of(), List.of());
        return switch (site.place().run(new Place.Command(words, site.directory(), plain, DEADLINE))) {
            case Place.Ran.Ended ended
            when ended.status() != 0 -> {
                ended.stderr().lines().forEach(site::say);
                yield new Outcome.Failed("df cannot look at " + room.path() + ": exit status " + ended.status());
            }
            case Place.Ran.Ended ended ->
                DiskFree.read(ended.stdout())
                        .map(disk -> judge(room, disk))
                        .orElseGet(() -> new Outcome.Failed("df said nothing about " + room.path()));
            case Place.Ran.NotFound(String word) ->
                new Outcome.Failed("there is no " + word + " at " + site.place().name());
            case Place.Ran.TooLong(Duration deadline) ->
                new Outcome.Failed("df gave no answer about " + room.path() + " in " + Patience.said(deadline));
        };
    }

    private static Outcome judge(Room room, DiskFree disk) {
        boolean enough = switch (room.free()) {
            case Size.Bytes(long bytes) -> disk.freeBytes() >= bytes;
            case Size.Share(BigDecimal percent) -> disk.freeShare().compareTo(percent) >= 0;
        };
        String free = disk.freeShare().toPlainString() + "% free, " + new Size.Bytes(disk.freeBytes());
        return enough
                ? new Outcome.Succeeded(free, Map.of())
                : new Outcome.Failed(room.path() + " has " + free + ", where " + room.free() + " is needed");
    }
}
