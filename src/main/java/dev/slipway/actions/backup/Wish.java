package dev.slipway.actions.backup;

import dev.slipway.base.Data;
import dev.slipway.base.Durations;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Patience.Seen;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Size;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server of any kind must be, and for how long one waits until it is. */
public record Wish(
        @Doc("What it must be: primary can be written to, replica follows one") @Standard("primary")
        Role role,

        @Doc("How far behind its replicas may be, or a replica itself")
        Optional<Duration> lag,

        @Doc("How much of its connections may be used, such as 80%")
        Optional<Size> connections,

        @Doc("Try again until all is right, for so long") Optional<Duration> within,

        @Doc("How long to wait between tries") @Standard("1s")
        Duration every) {
    public Wish {
        Share.check("connections", connections);
    }

    Patience patience() {
        return new Patience(every, within);
    }

    static String preview(Data.Mapping parameters, String where) {
        Preview shown = new Preview(parameters);
        return Preview.line(where + " as " + shown.text("role", "primary") + shown.phrase(" within ", "within"));
    }

    /** Where a login says so: by its address or its server. */
    static String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return preview(
                parameters, shown.text("url").or(() -> shown.text("host")).orElse("localhost"));
    }

    /** @param who is behind: "it is", "a replica is" */
    Optional<String> behind(String who, BigDecimal seconds) {
        return lag.filter(limit -> seconds.compareTo(seconds(limit)) > 0)
                .map(limit -> who + " " + said(seconds) + " behind, where " + Durations.show(limit) + " is the limit");
    }

    Optional<String> crowded(BigDecimal used, BigDecimal most) {
        return connections.flatMap(share -> Share.over(share, used, most)).map(says -> says + " connections are used");
    }

    static Optional<String> few(Optional<Integer> least, BigDecimal replicas) {
        return least.filter(wanted -> replicas.intValue() < wanted)
                .map(wanted -> replicas + " replicas follow it, where " + wanted + " are wanted");
    }

    /** @param open for how many seconds the oldest transaction has been */
    static Optional<String> longOpen(Optional<Duration> longest, BigDecimal open) {
        return longest.filter(limit -> open.compareTo(seconds(limit)) > 0)
                .map(limit -> "a transaction has been open for " + said(open) + ", where " + Durations.show(limit)
                        + " is the limit");
    }

    static Seen judged(List<String> wrong, String summary, Map<String, Data> outputs) {
        return wrong.isEmpty() ? new Seen.AsWanted(summary, outputs) : new Seen.Otherwise(String.join("; ", wrong));
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3);
    }

    private static String said(BigDecimal seconds) {
        return Patience.said(
                Duration.ofSeconds(seconds.setScale(0, RoundingMode.HALF_UP).longValue()));
    }
}
