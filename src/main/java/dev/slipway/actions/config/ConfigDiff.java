package dev.slipway.actions.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.base.Data;
import dev.slipway.base.Problem;
import dev.slipway.hands.Action;
import dev.slipway.hands.Program;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.operations.Json;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.OneOf;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import dev.slipway.runbook.Yaml;
import dev.slipway.runbook.YamlReader;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code config.diff}: what differs between two configurations, by names; values are never shown. */
public final class ConfigDiff implements Action<ConfigDiff.Pair> {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @OneOf({"against", "container"})
    public record Pair(
            @Doc("A dotenv file, or one of YAML or JSON, which its ending tells") @Standard(".env")
            String file,

            @Doc("The file that it is compared with") Optional<String> against,

            @Doc("A container whose environment it is compared with, by name or id")
            Optional<String> container,

            @Doc("Names that are let differ, or be in one of them only") @Standard("")
            List<String> except,

            @Doc("Whether a difference is shown, or fails the step") @Standard("shown")
            Wish difference) {
        public Pair {
            except = List.copyOf(except);
        }
    }

    public enum Wish {
        SHOWN,
        REFUSED
    }

    @Override
    public String name() {
        return "config.diff";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "what differs between two configurations, without a value";
    }

    @Override
    public String doc() {
        return "Names what differs, what only one of them has, and of values a short sum by which two are told apart or known"
                + " to be one. The key of these sums is made anew for each step and thrown away, so that nobody finds a"
                + " short password by trying. Of a container only what the file names is compared: it has variables of"
                + " its image too. Keys within keys are written with dots.";
    }

    @Override
    public String example() {
        return "config.diff: {file: .env.production, against: .env.staging, except: [DATABASE_URL]}";
    }

    @Override
    public Parameters<Pair> parameters() {
        return RecordParameters.of(Pair.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(shown.text("file", ".env") + " and "
                + shown.text("against").orElse("what is in " + shown.text("container", "?"))
                + (shown.text("difference", "shown").equals("refused") ? " are equal" : ", by names"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Pair pair, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Map<String, String> here = file(pair.file(), site);
            Map<String, String> there = pair.against().isPresent()
                    ? file(pair.against().get(), site)
                    : environment(pair.container().orElseThrow(), here.keySet(), site);
            Set<String> names = new TreeSet<>(here.keySet());
            names.addAll(there.keySet());
            pair.except().forEach(names::remove);
            Sums sums = Sums.fresh();
            List<String> differing = new ArrayList<>();
            for (String name : names) {
                String one = sums.of(here.get(name));
                String other = sums.of(there.get(name));
                if (!one.equals(other)) {
                    differing.add(name);
                    site.say(name + ": " + one + " in " + pair.file() + ", " + other + " in "
                            + pair.against().orElseGet(() -> pair.container().orElse("")));
                }
            }
            return told(pair, names.size(), differing);
        });
    }

    private static Outcome told(Pair pair, int names, List<String> differing) {
        String said = differing.isEmpty()
                ? "all " + names + " names are equal"
                : differing.size() + " of " + names + " differ: " + String.join(", ", differing);
        return differing.isEmpty() || pair.difference() == Wish.SHOWN
                ? new Outcome.Succeeded(
                        said,
                        Map.of("differing", Data.of(String.join(" ", differing)), "count", Data.of(differing.size())))
                : new Outcome.Failed(said);
    }

    private static Map<String, String> file(String file, Site site) throws Refusal, InterruptedException {
        String text = WholeText.of(site, file).read().replace("\r\n", "\n");
        if (!file.matches(".*\\.(ya?ml|json)")) {
            return EnvText.of(file, text).values();
        }
        List<Problem> problems = new ArrayList<>();
        Optional<Yaml> yaml = YamlReader.read(file, text, 1, 1, problems);
        if (!problems.isEmpty()) {
            throw new Refusal(
                    problems.getFirst().span() + " " + problems.getFirst().says());
        }
        Map<String, String> flat = new TreeMap<>();
        yaml.ifPresent(value -> flatten("", value.data(), flat));
        return flat;
    }

    private static void flatten(String path, Data data, Map<String, String> flat) {
        String before = path.isEmpty() ? "" : path + ".";
        switch (data) {
            case Data.Mapping(Map<String, Data> entries) ->
                entries.forEach((key, value) -> flatten(before + key, value, flat));
            case Data.Listing(List<Data> items) -> {
                for (int i = 0; i < items.size(); i++) {
                    flatten(before + i, items.get(i), flat);
                }
            }
            case Data.Text _, Data.Num _, Data.Bool _, Data.Nothing _ -> flat.put(path, data.plain());
        }
    }

    private static Map<String, String> environment(String container, Set<String> names, Site site)
            throws Refusal, InterruptedException {
        String json = new Program(site, DEADLINE, "docker")
                .said("container", "inspect", "--format", "{{json .Config.Env}}", "--", container);
        Map<String, String> all = new LinkedHashMap<>();
        if (Json.read(json) instanceof Data.Listing(List<Data> entries)) {
            for (Data entry : entries) {
                String text = entry.plain();
                int equals = text.indexOf('=');
                if (equals > 0 && names.contains(text.substring(0, equals))) {
                    all.put(text.substring(0, equals), text.substring(equals + 1));
                }
            }
        }
        return all;
    }

    /** Sums that tell values apart and say nothing of them. */
    private record Sums(Mac mac) {
        private static final int SHOWN = 4;

        static Sums fresh() {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return new Sums(mac);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has HmacSHA256", e);
            }
        }

        String of(@org.jspecify.annotations.Nullable String value) {
            if (value == null) {
                return "not there";
            }
            return value.isEmpty() ? "empty" : HexFormat.of().formatHex(mac.doFinal(value.getBytes(UTF_8)), 0, SHOWN);
        }
    }
}
