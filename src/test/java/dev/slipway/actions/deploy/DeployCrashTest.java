package dev.slipway.actions.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.hands.FakeSite;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.Site;
import dev.slipway.hands.Traffic;
import dev.slipway.run.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slipway dies before or after each of its calls to the world, with visitors all the time; then it begins again. */
@Tag("real")
class DeployCrashTest {

    /** As if the process had been killed. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Passes calls on until one of them is the last. */
    private record Mortal(AtomicInteger left, boolean after) {
        <T> T around(Class<T> type, T real) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                        boolean last = left.decrementAndGet() == 0;
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
                    }));
        }
    }

    private final DeployProcess action = new DeployProcess();

    private static Version version(String version, String strategy) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("name", Data.of("shop"));
        all.put("version", Data.of(version));
        all.put("command", Data.of("serve"));
        all.put("traffic", Data.of("web"));
        all.put("strategy", Data.of(strategy));
        all.put(
                "smoke",
                new Data.Listing(List.of(new Data.Mapping(Map.of("get", Data.of("/"), "text", Data.of(version))))));
        if (strategy.equals("canary")) {
            all.put("steps", new Data.Listing(List.of(Data.of("10% for 1s"), Data.of("100%"))));
        }
        if (strategy.equals("rolling")) {
            all.put("instances", Data.of(2));
        }
        return new DeployProcess().parameters().bind(new Data.Mapping(all));
    }

    private static FakeSite site(Traffic traffic, Processes processes) {
        return new FakeSite()
                .with(new Site.Front("web", traffic, Optional.empty()))
                .with(processes);
    }

    /** False when it came to its end before it was to die. */
    private boolean dies(Version version, FakeSite memory, World world, Mortal mortal, boolean back)
            throws InterruptedException {
        memory.with(new Site.Front("web", mortal.around(Traffic.class, world.front()), Optional.empty()))
                .with(mortal.around(Processes.class, world.servers()));
        try {
            Outcome outcome = back ? action.undo(version, memory) : action.perform(version, memory);
            assertThat(outcome).as(memory.said().toString()).isInstanceOf(Outcome.Succeeded.class);
            return false;
        } catch (Killed _) {
            return true;
        } finally {
            memory.with(new Site.Front("web", world.front(), Optional.empty())).with(world.servers());
        }
    }

    private record World(LoopbackFront front, ServersInMemory servers) implements AutoCloseable {
        @Override
        public void close() {
            front.close();
            servers.close();
        }

        List<String> kept() {
            return servers.list().stream()
                    .filter(Seen::kept)
                    .map(seen -> seen.name() + (seen.retiring().isPresent() ? " warm" : ""))
                    .toList();
        }
    }

    private World live(String strategy) throws InterruptedException {
        LoopbackFront front = new LoopbackFront();
        World world = new World(front, new ServersInMemory(front));
        assertThat(action.perform(version("v1", strategy), site(world.front(), world.servers())))
                .isInstanceOf(Outcome.Succeeded.class);
        return world;
    }

    @ParameterizedTest
    @ValueSource(strings = {"blue-green", "canary", "rolling", "in-place"})
    void a_release_cut_short_at_any_call_goes_on_and_loses_nothing(String strategy) throws Exception {
        List<String> calm;
        try (World world = live(strategy)) {
            action.perform(version("v2", strategy), site(world.front(), world.servers()));
            calm = world.kept();
        }
        boolean dies = true;
        for (int call = 1; dies; call++) {
            for (boolean after : List.of(false, true)) {
                try (World world = live(strategy)) {
                    long lost;
                    FakeSite site = site(world.front(), world.servers());
                    try (Visitors visitors =
                            new Visitors(world.front().entrance().orElseThrow(), 3)) {
                        dies = dies(
                                version("v2", strategy),
                                site,
                                world,
                                new Mortal(new AtomicInteger(call), after),
                                false);
                        Outcome outcome = action.perform(version("v2", strategy), site);
                        assertThat(outcome).as(call + ": " + site.said()).isInstanceOf(Outcome.Succeeded.class);
                        lost = visitors.lost();
                    }
                    assertThat(lost).as(call + ": " + site.said()).isZero();
                    assertThat(world.kept()).as(call + ": " + site.said()).isEqualTo(calm);
                    assertThat(world.servers().starts()).doesNotHaveDuplicates();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"blue-green", "canary", "rolling", "in-place"})
    void an_undo_cut_short_at_any_call_goes_on_and_loses_nothing(String strategy) throws Exception {
        boolean dies = true;
        for (int call = 1; dies; call++) {
            for (boolean after : List.of(false, true)) {
                try (World world = live(strategy)) {
                    long lost;
                    FakeSite site = site(world.front(), world.servers());
                    try (Visitors visitors =
                            new Visitors(world.front().entrance().orElseThrow(), 3)) {
                        action.perform(version("v2", strategy), site);
                        dies = dies(
                                version("v2", strategy), site, world, new Mortal(new AtomicInteger(call), after), true);
                        Outcome outcome = action.undo(version("v2", strategy), site);
                        assertThat(outcome).as(call + ": " + site.said()).isInstanceOf(Outcome.Succeeded.class);
                        lost = visitors.lost();
                    }
                    assertThat(lost).as(call + ": " + site.said()).isZero();
                    assertThat(world.kept()).as(call + ": " + site.said()).allMatch(name -> name.startsWith("shop v1"));
                    assertThat(world.front().read().plan().shares()).hasSize(1);
                }
            }
        }
    }
}
