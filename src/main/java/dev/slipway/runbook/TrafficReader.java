package dev.slipway.runbook;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.runbook.FrontMatter.TrafficName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code traffic}: proxies by name. The first key of each says what kind it is, and with it which other keys it has. */
final class TrafficReader {
    /** Of every kind: where requests come in, for probes that go the way of a visitor. */
    private static final String URL = "url";

    /** Of Slipway's own proxy alone: the cookie that keeps visitors with their version. */
    private static final String STICKY = "sticky";

    private static final String COOKIE = "[A-Za-z0-9_-]+";

    private static final List<String> DRIVERS = List.of("embedded", "haproxy", "nginx");

    private static final String EXAMPLES =
            "Write {embedded: proxy.sock}, {haproxy: /run/haproxy.sock, backend: web} or {nginx: /etc/nginx/slipway}.";

    private record Keys(List<String> needed, List<String> possible) {
        List<String> besides(String driver) {
            return Stream.of(Stream.of(driver), needed.stream(), possible.stream(), Stream.of(URL))
                    .flatMap(each -> each)
                    .toList();
        }
    }

    private final List<Problem> problems;

    TrafficReader(List<Problem> problems) {
        this.problems = problems;
    }

    List<TrafficName> read(Yaml value) {
        List<TrafficName> all = new ArrayList<>();
        FrontNames.HYPHENED.each(
                value,
                "'traffic'",
                problems,
                (name, spec) -> all.add(one(name, spec).orElseGet(() -> broken(name))));
        return all;
    }

    /** Steps that name it have not made a mistake of their own. */
    private static TrafficName broken(Phrase name) {
        return new TrafficName(name, name, Map.of());
    }

    private Optional<TrafficName> one(Phrase name, Yaml spec) {
        if (!(spec instanceof Yaml.Mapping mapping) || mapping.entries().isEmpty()) {
            boolean empty = spec instanceof Yaml.Mapping || (spec instanceof Yaml.Scalar scalar && scalar.isEmpty());
            problems.add(new Problem(
                    empty ? name.span() : spec.span(),
                    empty
                            ? "the front '" + name + "' says nothing"
                            : "the front '" + name + "' must be a mapping, not " + FrontFields.kind(spec),
                    EXAMPLES));
            return Optional.empty();
        }
        Yaml.Scalar first = mapping.entries().getFirst().key();
        if (!DRIVERS.contains(first.text())) {
            problems.add(new Problem(
                    first.span(),
                    "'" + YamlMistakes.brief(first.text())
                            + "' is not a kind of proxy, and the first key says the kind",
                    Nearest.help("Kinds", first.text(), DRIVERS)));
            return Optional.empty();
        }
        return of(name, first, mapping);
    }

    private Optional<TrafficName> of(Phrase name, Yaml.Scalar driver, Yaml.Mapping mapping) {
        Keys keys = keys(driver.text());
        List<String> known = keys.besides(driver.text());
        int before = problems.size();
        if (!known.contains(STICKY) && refusesSticky(driver.text(), mapping)) {
            return Optional.empty();
        }
        FrontFields fields = FrontFields.open(mapping, "a front by " + driver.text(), known, problems);
        Map<String, Phrase> settings = new LinkedHashMap<>();
        for (String key : known) {
            fields.text(key).ifPresent(text -> settings.put(key, text));
        }
        keys.needed().stream()
                .filter(key -> fields.get(key).isEmpty())
                .forEach(key -> problems.add(new Problem(
                        driver.span(), "'" + key + "' is missing beside '" + driver.text() + "'", EXAMPLES)));
        Optional.ofNullable(settings.get(URL)).ifPresent(this::checkUrl);
        Optional.ofNullable(settings.get(STICKY)).ifPresent(this::checkCookie);
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(new TrafficName(name, new Phrase(driver.text(), driver.span()), settings));
    }

    private static Keys keys(String driver) {
        return switch (driver) {
            case "haproxy" -> new Keys(List.of("backend"), List.of());
            case "nginx" -> new Keys(List.of(), List.of("at"));
            default -> new Keys(List.of(), List.of(STICKY));
        };
    }

    private boolean refusesSticky(String driver, Yaml.Mapping mapping) {
        for (Yaml.Entry entry : mapping.entries()) {
            if (entry.key().text().equals(STICKY)) {
                problems.add(new Problem(
                        entry.key().span(),
                        "a front by " + driver + " cannot keep visitors with their version",
                        "Slipway's own proxy can, also behind another one: {embedded: proxy.sock, sticky: version}."));
                return true;
            }
        }
        return false;
    }

    private void checkCookie(Phrase cookie) {
        if (!cookie.text().matches(COOKIE)) {
            problems.add(new Problem(
                    cookie.span(),
                    "'" + YamlMistakes.brief(cookie.text()) + "' is not the name of a cookie",
                    "Write letters, digits, _ and -: sticky: version"));
        }
    }

    private void checkUrl(Phrase url) {
        if (!url.text().matches("https?://[^\\s/?#]+/?")) {
            problems.add(new Problem(
                    url.span(),
                    "'" + YamlMistakes.brief(url.text()) + "' is not where a front takes requests",
                    "Write it as http://127.0.0.1:8080, without a path."));
        }
    }
}
