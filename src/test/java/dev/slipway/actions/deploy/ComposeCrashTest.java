package dev.slipway.actions.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.hands.Engine;
import dev.slipway.hands.FakeSite;
import dev.slipway.hands.Place;
import dev.slipway.hands.Site;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.places.local.LocalProcesses;
import dev.slipway.run.Outcome;
import dev.slipway.traffic.Load;
import dev.slipway.traffic.Servers;
import dev.slipway.traffic.embedded.EmbeddedFront;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slipway dies before or after one of the commands that it gives the engine, with clients all the time; then it begins again. */
@Tag("real")
class ComposeCrashTest {
    /** Spread over a release of some forty commands; {@code -Dslipway.kills=N} dies before and after each of the first N. */
    private static final List<Integer> POINTS = List.of(22, 29, 35, 48);

    @TempDir
    Path folder;

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** A place that does so many commands and no more. */
    private static Place mortal(Place real, int commands, boolean after) {
        AtomicInteger left = new AtomicInteger(commands);
        return (Place) Proxy.newProxyInstance(
                Place.class.getClassLoader(), new Class<?>[] {Place.class}, (_, method, arguments) -> {
                    boolean command =
                            method.getName().equals("run") || method.getName().equals("pipe");
                    boolean last = command && left.decrementAndGet() == 0;
                    if (last && !after) {
                        throw new Killed();
                    }
                    try {
                        Object answer = method.invoke(real, arguments);
                        if (last) {
                            throw new Killed();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private record World(ComposeShop shop, EmbeddedFront front, Place place, LocalProcesses processes) {
        FakeSite site(Place at, FakeSite... before) throws InterruptedException {
            FakeSite site = new FakeSite(at)
                    .with(new Site.Front("web", front.driver(), Optional.empty()))
                    .with(processes);
            for (FakeSite memory : before) {
                memory.recall().ifPresent(site::remember);
            }
            return site;
        }
    }

    private static ComposeVersion version(World world, String version) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("project", Data.of(world.shop().name()));
        all.put("files", Data.of("docker-compose.yml"));
        all.put("service", Data.of("shop"));
        all.put("version", Data.of(version));
        all.put("port", Data.of(8000));
        all.put("traffic", Data.of("web"));
        all.put(
                "smoke",
                new Data.Listing(List.of(new Data.Mapping(Map.of("get", Data.of("/"), "text", Data.of(version))))));
        return new DeployCompose().parameters().bind(new Data.Mapping(all));
    }

    @Test
    void a_release_that_was_cut_short_anywhere_goes_on_and_loses_nothing() throws Exception {
        String base = ComposeShop.base(folder.resolve("image"));
        Path repo = Files.createDirectories(folder.resolve("repo"));
        Path state = Files.createDirectories(folder.resolve("state"));
        try (ComposeShop shop = new ComposeShop(repo, base);
                EmbeddedFront front = EmbeddedFront.start(Files.createDirectory(folder.resolve("proxy")))) {
            shop.file("");
            World world = new World(shop, front, new LocalPlace(state, repo), new LocalProcesses(state, repo));
            released(world, "v1", world.site(world.place()));
            try (Load load = Load.on(front.port(), 6)) {
                Servers.until(() -> load.answered("shop v1") > 20);
                int turn = 1;
                for (int point : points()) {
                    String version = "v" + (1 + turn++ % 3);
                    cutShort(world, version, point / 2, point % 2 == 1);
                    assertThat(load.lost()).as(version + " cut at " + point).isEmpty();
                }
                load.finish();
                assertThat(load.lost()).isEmpty();
            }
        } finally {
            Engine.docker("rmi", base);
        }
    }

    /** Each is twice the number of a command, and one more where it is done before the end. */
    private static List<Integer> points() {
        int all = Integer.getInteger("slipway.kills", 0);
        return all == 0 ? POINTS : IntStream.range(2, 2 * all + 2).boxed().toList();
    }

    private static void cutShort(World world, String version, int point, boolean after) throws InterruptedException {
        FakeSite first = world.site(mortal(world.place(), point, after));
        first.with("VERSION", version);
        try {
            new DeployCompose().perform(version(world, version), first);
        } catch (Killed _) {
            // As if the process had been.
        }
        FakeSite next = world.site(world.place(), first);
        released(world, version, next);
        List<String> containers = world.shop().containers("shop");
        assertThat(containers)
                .as("cut at " + point + " of " + version + ": " + next.said())
                .doesNotHaveDuplicates();
        assertThat(running(world)).as("cut at " + point + ": " + containers).containsExactly(version);
        assertThat(world.front().driver().read().plan().leading().orElseThrow().value())
                .isEqualTo(version);
    }

    private static List<String> running(World world) {
        return world.shop().containers("shop").stream()
                .filter(each -> each.endsWith("running"))
                .map(each -> each.replaceFirst(" .*", ""))
                .toList();
    }

    private static void released(World world, String version, FakeSite site) throws InterruptedException {
        site.with("VERSION", version);
        assertThat(new DeployCompose().perform(version(world, version), site))
                .as(site.said().toString())
                .isInstanceOf(Outcome.Succeeded.class);
    }
}
