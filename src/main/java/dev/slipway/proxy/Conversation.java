package dev.slipway.proxy;

import dev.slipway.base.Data;
import dev.slipway.operations.CountsJson;
import dev.slipway.operations.RouteJson;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the control socket is asked and answers. {@code read}, {@code apply}, {@code observe}, {@code metrics}, {@code about} and
 * {@code stop} are for everybody who may open it; {@code hand-over}, {@code leave}, {@code follow}, {@code counts} and
 * {@code farewell} for a successor.
 */
final class Conversation implements Control.Talk {
    private final Proxy proxy;
    private final Steering steering;
    private boolean handingOver;
    private boolean parting;

    Conversation(Proxy proxy, Steering steering) {
        this.proxy = proxy;
        this.steering = steering;
    }

    @Override
    public Data.Mapping answer(Data.Mapping question) {
        try {
            String ask = text(question, "ask");
            return switch (ask) {
                case "read" -> live();
                case "apply" -> apply(question);
                case "observe" -> observe(new PoolId(text(question, "pool")));
                case "counts" -> counts();
                case "metrics" -> entry("text", Data.of(proxy.figures()));
                case "about" -> proxy.about();
                case "stop" -> stop();
                case "hand-over" -> handOver();
                case "leave" -> leave();
                case "follow" -> follow(question);
                case "farewell" -> farewell();
                default -> entry("refused", Data.of("a proxy is not asked to '" + ask + "'"));
            };
        } catch (IllegalArgumentException e) {
            return entry("refused", Data.of(String.valueOf(e.getMessage())));
        }
    }

    private Data.Mapping live() {
        StateFile.Kept live = steering.live();
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put("generation", new Data.Num(BigDecimal.valueOf(live.generation())));
        entries.put("plan", RouteJson.write(live.plan()));
        return new Data.Mapping(entries);
    }

    private Data.Mapping apply(Data.Mapping question) {
        return switch (steering.apply(plan(question), generation(question))) {
            case Steering.Change.Done _ -> told("applied");
            case Steering.Change.Outdated _ -> told("outdated");
            case Steering.Change.Refused refused -> entry("refused", Data.of(refused.why()));
            case Steering.Change.Later _ ->
                entry("later", Data.of("another proxy is taking over: ask again in a moment"));
        };
    }

    private Data.Mapping told(String what) {
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put("is", Data.of(what));
        entries.putAll(live().entries());
        return new Data.Mapping(entries);
    }

    private Data.Mapping observe(PoolId pool) {
        return steering.counts(pool)
                .map(counts -> entry("counts", CountsJson.write(counts)))
                .orElse(new Data.Mapping(Map.of()));
    }

    private Data.Mapping counts() {
        Map<String, Data> entries = new LinkedHashMap<>();
        steering.allCounts().forEach((pool, counts) -> entries.put(pool.value(), CountsJson.write(counts)));
        return new Data.Mapping(entries);
    }

    private Data.Mapping stop() {
        proxy.leave();
        return entry("is", Data.of("leaving"));
    }

    private Data.Mapping handOver() {
        if (!steering.beginHandOver()) {
            throw new IllegalArgumentException("another proxy is taking over already");
        }
        handingOver = true;
        proxy.makeRoom();
        return live();
    }

    private Data.Mapping leave() {
        steering.followOnly();
        proxy.handedOver();
        return entry("is", Data.of("leaving"));
    }

    private Data.Mapping farewell() {
        parting = true;
        proxy.awaitServed();
        return counts();
    }

    private Data.Mapping follow(Data.Mapping question) {
        steering.follow(plan(question), generation(question));
        return entry("is", Data.of("followed"));
    }

    /** A successor that went away before it served leaves everything as it was. */
    @Override
    public void close() {
        if (handingOver) {
            steering.endHandOver();
            proxy.stay();
        }
        if (parting) {
            proxy.parted();
        }
    }

    private static RoutePlan plan(Data.Mapping question) {
        return RouteJson.read(
                Optional.ofNullable(question.entries().get("plan")).orElse(Data.nothing()));
    }

    private static long generation(Data.Mapping question) {
        if (question.entries().get("generation") instanceof Data.Num number) {
            return number.value().longValue();
        }
        throw new IllegalArgumentException("the question lacks 'generation'");
    }

    private static String text(Data.Mapping question, String name) {
        if (question.entries().get(name) instanceof Data.Text text) {
            return text.value();
        }
        throw new IllegalArgumentException("the question lacks '" + name + "'");
    }

    private static Data.Mapping entry(String name, Data value) {
        return new Data.Mapping(Map.of(name, value));
    }
}
