package dev.slipway.actions.config;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.hands.Action;
import dev.slipway.hands.Given;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code env.apply}: variables of a dotenv file get other values; the file is the old one or the new one at any instant. */
public final class EnvApply implements Action<EnvApply.Wanted> {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_.-]*";

    private static final String NAMES = "names";
    private static final String READ = "read";

    public record Wanted(
            @Doc("The dotenv file") @Standard(".env") String file,

            @Doc("Variables that are there, with their new values; $NAME alone is the value of a declared variable")
            @Standard("")
            Map<String, String> set,

            @Doc("Variables that may be new, with their values") @Standard("")
            Map<String, String> add,

            @Doc("Variables whose lines are taken out") @Standard("")
            List<String> unset,

            @Doc("The files of Docker Compose whose services read this file; without it nobody is asked who does")
            @Standard("")
            List<String> compose,

            @Doc("The project of Compose, where it is not called as the folder is")
            Optional<String> project) {
        public Wanted {
            set = Map.copyOf(new LinkedHashMap<>(set));
            add = Map.copyOf(new LinkedHashMap<>(add));
            unset = List.copyOf(unset);
            compose = List.copyOf(compose);
            if (file.isBlank()) {
                throw new IllegalArgumentException("'file' is empty");
            }
            if (set.isEmpty() && add.isEmpty() && unset.isEmpty()) {
                throw new IllegalArgumentException("one of set, add, unset is needed");
            }
            if (compose.isEmpty() && project.isPresent()) {
                throw new IllegalArgumentException("'project' stands beside 'compose' only");
            }
            List<String> all = new ArrayList<>();
            Stream.of(set.keySet(), add.keySet(), unset)
                    .flatMap(names -> names.stream())
                    .forEach(name -> {
                        if (!name.matches(NAME)) {
                            throw new IllegalArgumentException("'" + name + "' is not the name of a variable");
                        }
                        if (all.contains(name)) {
                            throw new IllegalArgumentException("'" + name + "' is named twice");
                        }
                        all.add(name);
                    });
        }
    }

    @Override
    public String name() {
        return "env.apply";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "other values in a dotenv file, with a way back";
    }

    @Override
    public String doc() {
        return "Comments, order, mode and owner stay. The new file is written beside, forced to the disk and renamed, so that"
                + " a crash leaves one of the two, whole. Values are never shown. A container that runs does not read the"
                + " file again, and neither does one that is restarted: with 'compose' the output 'services' names those"
                + " that must be recreated. The former file is kept beside as FILE.before-RUN-STEP, the latest "
                + Replacement.KEPT + " of them; the undo puts it back unless somebody has changed the file since.";
    }

    @Override
    public String example() {
        return "env.apply: {set: {FEATURE_NEW_CHECKOUT: 'false'}, compose: [docker-compose.yml]}";
    }

    @Override
    public Parameters<Wanted> parameters() {
        return RecordParameters.of(Wanted.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Stream.of("set", "add")
                .flatMap(part -> shown.under(part).values().stream())
                .flatMap(value -> Given.name(value.plain()).stream())
                .distinct()
                .toList();
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        List<String> names = Stream.of(
                        shown.under("set").keySet().stream(),
                        shown.under("add").keySet().stream(),
                        shown.texts("unset").stream().map(name -> "no " + name))
                .flatMap(each -> each)
                .toList();
        return Preview.line((names.isEmpty() ? "?" : String.join(", ", names)) + " in " + shown.text("file", ".env"));
    }

    @Override
    public Optional<String> undoPreview(Data.Mapping parameters) {
        return Optional.of("the former file back in its place");
    }

    @Override
    public Outcome perform(Wanted wanted, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            WholeText file = WholeText.of(site, wanted.file());
            Optional<Replacement> cutOff = Replacement.applied(site);
            return cutOff.isPresent()
                    ? succeeded(cutOff.get(), services(wanted, site, cutOff.get()))
                    : apply(wanted, file);
        });
    }

    private static Outcome apply(Wanted wanted, WholeText file) throws Refusal, IOException, InterruptedException {
        Site site = file.site();
        String raw = file.read();
        boolean windows = raw.contains("\r\n");
        EnvText old = EnvText.of(wanted.file(), raw.replace("\r\n", "\n"));
        EnvText changed =
                old.changed(new EnvText.Change(filled(wanted.set(), site), filled(wanted.add(), site), wanted.unset()));
        List<String> names = changed.differences(old);
        if (names.isEmpty()) {
            return new Outcome.Succeeded("all is so already", outputs(List.of(), List.of()));
        }
        String text = windows ? changed.text().replace("\n", "\r\n") : changed.text();
        Map<String, Data> more = new LinkedHashMap<>();
        more.put(NAMES, new Data.Listing(names.stream().map(Data::of).toList()));
        Map<String, Data> sums = new LinkedHashMap<>();
        compose(wanted, site).digests().forEach((service, digest) -> sums.put(service, Data.of(digest.hex())));
        more.put(READ, new Data.Mapping(sums));
        Replacement replacement = Replacement.of(file, raw, text, new Data.Mapping(more));
        replacement.perform(site, text);
        return succeeded(replacement, services(wanted, site, replacement));
    }

    private static Map<String, String> filled(Map<String, String> written, Site site) throws Refusal {
        Map<String, String> filled = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : written.entrySet()) {
            filled.put(
                    entry.getKey(),
                    Given.name(entry.getValue()).isPresent()
                            ? Given.value(entry.getValue(), site.environment()).reveal()
                            : entry.getValue());
        }
        return filled;
    }

    private static ComposeServices compose(Wanted wanted, Site site) {
        return new ComposeServices(site, wanted.compose(), wanted.project());
    }

    /** Those that would be made of something else than before the change, which was written down. */
    private static List<String> services(Wanted wanted, Site site, Replacement replacement)
            throws Refusal, InterruptedException {
        Map<String, Digest> before = new LinkedHashMap<>();
        replacement.memory().under(READ).forEach((service, sum) -> before.put(service, new Digest(sum.plain())));
        return ComposeServices.differing(before, compose(wanted, site).digests());
    }

    private static Outcome succeeded(Replacement replacement, List<String> services) {
        List<String> names = replacement.memory().texts(NAMES);
        String who = services.isEmpty() ? "" : "; to be recreated: " + String.join(", ", services);
        return new Outcome.Succeeded("changed: " + String.join(", ", names) + who, outputs(names, services));
    }

    private static Map<String, Data> outputs(List<String> names, List<String> services) {
        Map<String, Data> outputs = new LinkedHashMap<>();
        outputs.put("changed", Data.of(String.join(" ", names)));
        outputs.put("services", Data.of(String.join(" ", services)));
        return outputs;
    }

    @Override
    public Outcome undo(Wanted wanted, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            String then =
                    wanted.compose().isEmpty() ? "" : "; services that were recreated since must be recreated again";
            return Replacement.undo(site, then);
        });
    }

    @Override
    public Sighting look(Wanted wanted, Site site) throws InterruptedException {
        try {
            Optional<Replacement> applied = Replacement.applied(site);
            return applied.isPresent()
                    ? new Sighting.Applied(
                            outputs(applied.get().memory().texts(NAMES), services(wanted, site, applied.get())))
                    : Replacement.notApplied(site);
        } catch (Refusal refusal) {
            return new Sighting.Unknown(refusal.why());
        }
    }
}
