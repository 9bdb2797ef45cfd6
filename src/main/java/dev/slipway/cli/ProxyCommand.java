package dev.slipway.cli;

import dev.slipway.base.Data;
import dev.slipway.hands.Traffic.Live;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.proxy.Listen;
import dev.slipway.proxy.Proxy;
import dev.slipway.proxy.ProxyFailure;
import dev.slipway.proxy.Settings;
import dev.slipway.traffic.embedded.EmbeddedTraffic;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "proxy",
        description = {
            "The traffic proxy, a process of its own in front of what is released.",
            "  run        serves until it is told to stop (Ctrl-C, TERM); starts with the route plan of --state",
            "  show       versions, shares and counts of the proxy behind --control",
            "  hand-over  runs in place of the proxy behind --control, as that one does but for what is given here;",
            "             the other serves what it has begun and leaves",
            "  stop       ends it once it has served what it has begun, after 30 seconds at the latest"
        })
final class ProxyCommand implements Callable<Integer> {
    private final Around around;

    @Parameters(index = "0", paramLabel = "run|show|hand-over|stop", description = "what to do")
    String what = "";

    @Option(names = "--control", required = true, paramLabel = "SOCKET", description = "the Unix socket that steers it")
    Path control = Path.of("");

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "where clients come to")
    @Nullable
    String listen;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "where it keeps its route plan; else a restart forgets it")
    @Nullable
    Path state;

    @Option(names = "--tls-certificate", paramLabel = "FILE", description = "PEM; with it, HTTPS is served")
    @Nullable
    Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM, PKCS #8")
    @Nullable
    Path key;

    @Option(names = "--metrics", paramLabel = "HOST:PORT", description = "where /metrics is served, for Prometheus")
    @Nullable
    String metrics;

    @Option(
            names = "--take-over",
            description = "in place of the proxy behind --control, without a failed request; alone where none runs")
    boolean takeOver;

    ProxyCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        control = around.directory().resolve(control);
        try {
            return switch (what) {
                case "run" -> run(settings());
                case "show" -> show();
                case "hand-over" -> run(successor());
                case "stop" -> stop();
                default ->
                    throw StoppedException.usage(
                            "a proxy can run, show, hand-over or stop, not '" + what + "'",
                            "See: slipway proxy --help");
            };
        } catch (ProxyFailure | TrafficFailure failure) {
            throw new StoppedException(ExitStatus.FAILED, String.valueOf(failure.getMessage()), "");
        } catch (IllegalArgumentException bad) {
            throw StoppedException.usage(String.valueOf(bad.getMessage()), "See: slipway proxy --help");
        }
    }

    private Settings settings() {
        if (listen == null) {
            throw StoppedException.usage("slipway proxy run needs --listen HOST:PORT", "Such as: --listen :8080");
        }
        return new Settings(
                Listen.of(listen),
                control,
                Optional.ofNullable(state).map(around.directory()::resolve),
                tls(),
                Optional.ofNullable(metrics).map(Listen::of),
                takeOver ? Settings.Start.TAKE_OVER : Settings.Start.ALONE);
    }

    private Optional<Settings.Tls> tls() {
        if ((certificate == null) != (key == null)) {
            throw StoppedException.usage("--tls-certificate and --tls-key belong together", "Give both or none.");
        }
        return certificate == null || key == null
                ? Optional.empty()
                : Optional.of(new Settings.Tls(
                        around.directory().resolve(certificate),
                        around.directory().resolve(key)));
    }

    /** The successor runs as its predecessor does, but for what is given. */
    private Settings successor() {
        Optional<Settings.Tls> given = tls();
        Map<String, Data> about = around.office().traffic(control).about();
        Optional<String> tlsKey = named(about, "tls-key");
        Optional<Settings.Tls> before = named(about, "tls-certificate")
                .flatMap(file -> tlsKey.map(other -> new Settings.Tls(Path.of(file), Path.of(other))));
        return new Settings(
                Listen.of(listen == null ? named(about, "listen").orElse("") : listen),
                control,
                state == null
                        ? named(about, "state").map(Path::of)
                        : Optional.of(around.directory().resolve(state)),
                given.or(() -> before),
                Optional.ofNullable(metrics).or(() -> named(about, "metrics")).map(Listen::of),
                Settings.Start.TAKE_OVER);
    }

    /** A proxy that runs is shown or ended as it is. */
    private void refuseOptions() {
        Map<String, Boolean> all = new LinkedHashMap<>();
        all.put("--listen", listen != null);
        all.put("--state", state != null);
        all.put("--tls-certificate", certificate != null);
        all.put("--tls-key", key != null);
        all.put("--metrics", metrics != null);
        all.put("--take-over", takeOver);
        all.forEach((option, given) -> {
            if (given) {
                throw StoppedException.usage(
                        "slipway proxy " + what + " takes no " + option, "It takes --control alone.");
            }
        });
    }

    private static Optional<String> named(Map<String, Data> about, String name) {
        return Optional.ofNullable(about.get(name)).map(Data::plain);
    }

    private int run(Settings settings) throws InterruptedException {
        Proxy proxy = around.office().proxy(settings);
        Thread leaving = new Thread(() -> leave(proxy), "leaving at the end of the process");
        try {
            Runtime.getRuntime().addShutdownHook(leaving);
        } catch (IllegalStateException _) {
            // It was told to end while it began, and nobody has come yet.
            proxy.close();
            return ExitStatus.SUCCEEDED;
        }
        around.out()
                .println("slipway proxy listens on "
                        + new Listen(settings.listen().host(), proxy.port()) + ", steered by " + control);
        around.out().flush();
        Proxy.Ending ending = proxy.awaitEnd();
        if (ending == Proxy.Ending.HANDED_OVER) {
            around.out().println("handed over");
        }
        return ExitStatus.SUCCEEDED;
    }

    private static void leave(Proxy proxy) {
        proxy.leave();
        try {
            proxy.awaitEnd();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private int show() {
        refuseOptions();
        EmbeddedTraffic traffic = around.office().traffic(control);
        Live live = traffic.read();
        new ProxyText(around.out()).print(traffic.about(), live, traffic::observe);
        return ExitStatus.SUCCEEDED;
    }

    private int stop() {
        refuseOptions();
        around.office().traffic(control).stop();
        around.out().println("It takes no connections any more, and ends once it has served what it has begun.");
        return ExitStatus.SUCCEEDED;
    }
}
