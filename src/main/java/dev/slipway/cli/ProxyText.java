package dev.slipway.cli;

import dev.slipway.base.Data;
import dev.slipway.base.Durations;
import dev.slipway.hands.Demand;
import dev.slipway.hands.Traffic.Live;
import dev.slipway.route.Counts;
import dev.slipway.route.Mode;
import dev.slipway.route.PoolId;
import dev.slipway.route.Share;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** What a running proxy does, for people. No pin's value and no key is in it. */
final class ProxyText {
    private final PrintStream out;

    ProxyText(PrintStream out) {
        this.out = out;
    }

    void print(Map<String, Data> about, Live live, Function<PoolId, Optional<Counts>> counts) {
        out.println("listens on " + text(about, "listen") + ", process " + text(about, "pid") + ", route plan "
                + live.generation() + ": " + mode(live.plan().mode()));
        if (live.plan().shares().isEmpty()) {
            out.println("No version is behind it.");
            return;
        }
        out.println();
        row("version", "share", "requests", "5xx", "broken", "in flight", "p50", "p99", "endpoints");
        for (Share share : live.plan().shares()) {
            Counts of = counts.apply(share.pool()).orElse(Counts.NONE);
            row(
                    share.pool().value(),
                    Demand.percent(share.permille()),
                    of.requests(),
                    of.answered().failed(),
                    of.unreachable() + of.broken(),
                    of.streams() == 0 ? of.inFlight() : of.inFlight() + "+" + of.streams(),
                    time(of, 0.5),
                    time(of, 0.99),
                    String.join(
                            " ",
                            share.endpoints().stream().map(Object::toString).toList()));
        }
        live.plan()
                .sticky()
                .ifPresent(sticky -> out.println("visitors stay with their version by the cookie " + sticky.cookie()));
        live.plan()
                .pins()
                .forEach(pin -> out.println("pinned to " + pin.pool() + ": requests with the "
                        + pin.kind().name().toLowerCase(Locale.ROOT) + " " + pin.name()));
    }

    private static String mode(Mode mode) {
        return switch (mode) {
            case Mode.Serve _ -> "serving";
            case Mode.Hold hold ->
                "requests wait, each at most " + Durations.show(hold.atMost()) + ", at most " + hold.queued()
                        + " of them";
            case Mode.Maintenance maintenance -> "maintenance, answered with " + maintenance.status();
        };
    }

    private static String time(Counts counts, double part) {
        OptionalLong micros = counts.latency().isEmpty()
                ? OptionalLong.empty()
                : counts.latency().get().quantile(part);
        return micros.isEmpty() ? "–" : String.format(Locale.ROOT, "%.1f ms", micros.getAsLong() / 1000.0);
    }

    private void row(Object... parts) {
        out.println(String.format(Locale.ROOT, "%-16s %8s %10s %8s %8s %10s %10s %10s  %s", parts));
    }

    private static String text(Map<String, Data> about, String name) {
        return Optional.ofNullable(about.get(name)).map(Data::plain).orElse("?");
    }
}
