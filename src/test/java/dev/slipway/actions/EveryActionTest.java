package dev.slipway.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import dev.slipway.expression.Expressions;
import dev.slipway.expression.Parsed;
import dev.slipway.hands.Action;
import dev.slipway.main.ShippedActions;
import dev.slipway.parameters.Parameters;
import dev.slipway.plan.Preview;
import dev.slipway.plan.Reference;
import dev.slipway.runbook.Yaml;
import dev.slipway.runbook.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each action, whatever it does. */
class EveryActionTest {

    static List<Action<?>> actions() {
        return ShippedActions.ALL.actions();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void its_example_compiles(Action<?> action) {
        Data.Mapping step = yaml(action.example());
        assertThat(step.entries()).containsOnlyKeys(action.name());
        Data.Mapping parameters = (Data.Mapping) step.entries().get(action.name());

        assertThat(action.parameters().check(parameters)).isEmpty();
        for (Parameters.Parameter parameter : action.parameters().list()) {
            if (parameter.meaning() instanceof Parameters.Meaning.Expression(List<String> roots)
                    && parameters.entries().get(parameter.name()) instanceof Data.Text(String text)) {
                assertThat(Expressions.condition(new Phrase(text, Span.point("example", 1, 1)), roots))
                        .isInstanceOf(Parsed.Sound.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    void its_preview_is_one_short_line_whatever_it_is_given(Action<?> action) {
        Map<String, Data> long_ = new LinkedHashMap<>();
        action.parameters()
                .list()
                .forEach(p -> long_.put(p.name(), Data.of("${inputs.x} é日本😀 ".repeat(20) + "\nmore")));
        Data.Mapping example = (Data.Mapping) yaml(action.example()).entries().get(action.name());

        for (Data.Mapping given : List.of(example, new Data.Mapping(long_), new Data.Mapping(Map.of()))) {
            String preview = action.preview(given);
            assertThat(preview).isNotBlank().doesNotContain("\n");
            assertThat(preview.codePointCount(0, preview.length())).isLessThanOrEqualTo(Preview.WIDEST);
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    void its_reference_fits_eighty_columns_and_documents_every_parameter(Action<?> action) {
        String text = Reference.text(action);

        assertThat(text.lines()).allMatch(line -> line.length() <= 80);
        assertThat(action.parameters().list()).allSatisfy(parameter -> {
            assertThat(text).contains("  " + parameter.name() + " ");
            assertThat(parameter.doc()).isNotBlank().doesNotEndWith(".");
            assertThat(Character.isUpperCase(parameter.doc().charAt(0))).isTrue();
            assertThat(Reference.markdown(action)).contains("| `" + parameter.name() + "` |");
        });
    }

    @ParameterizedTest
    @MethodSource("actions")
    void its_standards_are_of_their_kinds(Action<?> action) {
        Data.Mapping schema = action.parameters().schema();
        Map<String, Data> properties = ((Data.Mapping) schema.entries().get("properties")).entries();
        Data.Mapping example = (Data.Mapping) yaml(action.example()).entries().get(action.name());
        Map<String, Data> all = new LinkedHashMap<>();
        properties.forEach((name, property) -> {
            Data standard = ((Data.Mapping) property).entries().get("default");
            if (standard != null) {
                all.put(name, standard);
            }
        });
        all.putAll(example.entries());

        assertThat(action.parameters().check(new Data.Mapping(all))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
            check.disk: {path: /, free: 20%} => / at least 20% free
            check.http: {url: 'https://a.example/health?token=x', within: 30s} => https://a.example/health?… answers 200 within 30s
            check.http: {urls: ['http://a', 'http://b'], status: [200, 204]} => 2 addresses answer 200 or 204
            check.tcp: {port: 5432} => localhost:5432 accepts connections
            check.env: {against: .env.example} => .env has every name of .env.example
            check.port-free: {port: 8080, address: 127.0.0.1} => 8080 is free at 127.0.0.1
            check.port-free: {port: [80, 443]} => 80, 443 are free
            check.memory: {available: 10%} => at least 10% available
            check.dns: {name: a.example, address: 192.0.2.7, server: [192.0.2.1, 192.0.2.2]} => a.example is 192.0.2.7 for 2 servers
            check.dns: {name: a.example} => a.example is known
            check.tls: {host: a.example, port: 8443, left: 30d} => a.example:8443 good for 30d
            check.git: {tag: v2, since: v1} => v2 is checked out, nothing beside it, since v1
            check.image: {image: 'shop:v2', at-most: 500MB} => shop:v2 is there, at most 500MB
            check.logs: {containers: [web], patterns: [{name: errors, match: ERROR}], since: 10m} => 1 pattern in web since 10m
            config.diff: {file: .env, against: .env.example} => .env and .env.example, by names
            env.apply: {set: {A: '1'}, unset: [B]} => A, no B in .env
            flags.set: {file: f.json, flag: checkout, variant: 'off', rules: keep} => checkout → off, rules: keep
            evidence.collect: {project: shop, commands: [df]} => project shop, 1 command
            images.prune: {repositories: [shop]} => all but the newest 3 of shop
            check.command: {run: "make check\\nmake more"} => make check…
            wait.for: {time: 5m} => 5m
            wait.for: {until: '02:30 UTC'} => until 02:30 UTC
            wait.for: {command: 'true', within: 2m} => true, at most 2m
            wait.for: {condition: 'environment == "a very long name of an environment"'} => environment == "a very long name of an …, at most 10m
            check.smoke: {traffic: web, version: v2, requests: [{get: /}]} => 1 request to v2 behind web
            check.smoke: {url: 'http://a.example', requests: [{get: /}, {get: /b}], within: 30s} => 2 requests to http://a.example within 30s
            deploy.process: {name: shop, version: v2, command: ./shop, traffic: web} => shop v2 behind web, blue-green
            deploy.process: {name: shop, version: v2, command: ./shop, traffic: web, strategy: canary, steps: ['5% for 1m', '100%']} => shop v2 behind web, 5% → 100%
            deploy.compose: {service: api, version: v2, port: 8000, traffic: web} => api v2 behind web, rolling
            deploy.compose: {services: [{service: api}, {service: beat, single: true}], version: v2} => api, beat v2, recreate
            deploy.static: {from: dist, into: /srv/site, version: v2} => dist to /srv/site as v2
            traffic.hold: {traffic: web} => requests of web wait, at most 60s
            traffic.maintenance: {traffic: web, bypass: [10.0.0.0/8]} => web answers 503 to everybody but 10.0.0.0/8
            traffic.open: {traffic: web} => web serves again
            traffic.resume: {traffic: web} => web serves again
            traffic.shift: {traffic: web, to: v2, share: 25%} => 25% of web to v2
            load.http: {url: 'http://a.example/?q=1', rate: 50, duration: 30s} => 50/s for 30s to http://a.example/?…
            load.http: {urls: ['http://a', 'http://b'], rate: 90/m, duration: 2m} => 90/m for 2m to 2 addresses
            record.note: {text: 'Released ${inputs.version}'} => Released ${inputs.version}
            """)
    void previews_read_like_this(String step, String preview) {
        Map.Entry<String, Data> entry =
                yaml(step).entries().entrySet().iterator().next();
        Action<?> action = actions().stream()
                .filter(a -> a.name().equals(entry.getKey()))
                .findFirst()
                .orElseThrow();

        assertThat(action.parameters().check((Data.Mapping) entry.getValue())).isEmpty();
        assertThat(action.preview((Data.Mapping) entry.getValue())).isEqualTo(preview);
    }

    private static Data.Mapping yaml(String text) {
        List<Problem> problems = new ArrayList<>();
        Yaml yaml = YamlReader.read("example", text, 1, 1, problems).orElseThrow();
        assertThat(problems).isEmpty();
        return (Data.Mapping) yaml.data();
    }
}
