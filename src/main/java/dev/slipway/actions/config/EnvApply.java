package dev.slipway.actions.config;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.hands.Action;
import dev.slipway.hands.Given;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.operations.Json;
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

    /** Former files that stay beside the file: one for the undo of each of the latest steps that changed it. */
    private static final int KEPT = 5;

    public record Wanted(
            @Doc("The dotenv file") @Standard(".env")
            String file,

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
            Stream.of(set.keySet(), add.keySet(), unset).flatMap(names -> names.stream()).forEach(name -> {
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
                + " that must be recreated. The former file is kept beside as FILE.before-RUN-STEP, the latest " + KEPT
                + " of them; the undo puts it back unless somebody has changed the file since.";
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
            Optional<Done> before = Done.recalled(site);
            if (before.isPresent() && before.get().after().equals(file.digest())) {
                return succeeded(before.get()); // it was applied, and then cut off
            }
            return apply(wanted, file);
        });
    }

    private static Outcome apply(Wanted wanted, WholeText file) throws Refusal, IOException, InterruptedException {
        Site site = file.site();
        String raw = file.read();
        boolean windows = raw.contains("\r\n");
        EnvText old = EnvText.of(wanted.file(), raw.replace("\r\n", "\n"));
        EnvText changed = old.changed(new EnvText.Change(
                filled(wanted.set(), site), filled(wanted.add(), site), wanted.unset()));
        List<String> names = changed.differences(old);
        if (names.isEmpty()) {
            return new Outcome.Succeeded("all is so already", outputs(List.of(), List.of()));
        }
        String text = windows ? changed.text().replace("\n", "\r\n") : changed.text();
        ComposeServices services = new ComposeServices(site, wanted.compose(), wanted.project());
        Map<String, Digest> read = services.digests();
        String kept = file.file() + ".before-";
        Done done = new Done(file.file(), kept + site.origin().replace('/', '-'), Digest.of(raw), Digest.of(text), names, read);
        done.remember(site);
        file.replace(done.before(), text, done.backup());
        file.prune(kept, KEPT);
        List<String> recreate = ComposeServices.differing(read, services.digests());
        done.with(recreate).remember(site);
        return succeeded(done.with(recreate));
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

    private static Outcome succeeded(Done done) {
        String who = done.services().isEmpty() ? "" : "; to be recreated: " + String.join(", ", done.services());
        return new Outcome.Succeeded("changed: " + String.join(", ", done.names()) + who, done.outputs());
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
            Optional<Done> recalled = Done.recalled(site);
            if (recalled.isEmpty()) {
                return new Outcome.Succeeded("nothing had been changed", Map.of());
            }
            Done done = recalled.get();
            WholeText file = new WholeText(site, done.file());
            Digest now = file.digest();
            if (now.equals(done.before())) {
                return new Outcome.Succeeded("the former file is in its place", Map.of());
            }
            if (!now.equals(done.after())) {
                throw new Refusal(done.file() + " was changed by somebody since, and stays as it is; the former one is "
                        + done.backup());
            }
            if (!file.there(done.backup())) {
                throw new Refusal("the former file is not at " + done.backup() + " any more, so that " + done.file()
                        + " stays as it is");
            }
            file.restore(done.backup());
            String again = done.services().isEmpty() ? "" : "; to be recreated: " + String.join(", ", done.services());
            return new Outcome.Succeeded("the former file is in its place" + again, Map.of());
        });
    }

    @Override
    public Sighting look(Wanted wanted, Site site) throws InterruptedException {
        try {
            Optional<Done> done = Done.recalled(site);
            if (done.isEmpty()) {
                return new Sighting.Absent();
            }
            Digest now = new WholeText(site, done.get().file()).digest();
            if (now.equals(done.get().before())) {
                return new Sighting.Absent();
            }
            if (!now.equals(done.get().after())) {
                return new Sighting.Unknown(done.get().file() + " is neither the former file nor the new one");
            }
            // Which services read it was perhaps not asked any more; who they were before is remembered.
            ComposeServices services = new ComposeServices(site, wanted.compose(), wanted.project());
            List<String> recreate = done.get().services().isEmpty()
                    ? ComposeServices.differing(done.get().read(), services.digests())
                    : done.get().services();
            return new Sighting.Applied(outputs(done.get().names(), recreate));
        } catch (Refusal refusal) {
            return new Sighting.Unknown(refusal.why());
        }
    }

    /**
     * What is written down before anything is changed; no value is in it.
     *
     * @param read what each service was made of before
     * @param services those that must be recreated, once that is known
     */
    private record Done(
            String file,
            String backup,
            Digest before,
            Digest after,
            List<String> names,
            Map<String, Digest> read,
            List<String> services) {

        Done(String file, String backup, Digest before, Digest after, List<String> names, Map<String, Digest> read) {
            this(file, backup, before, after, names, read, List.of());
        }

        Done with(List<String> recreate) {
            return new Done(file, backup, before, after, names, read, recreate);
        }

        Map<String, Data> outputs() {
            return EnvApply.outputs(names, services);
        }

        void remember(Site site) {
            Map<String, Data> entries = new LinkedHashMap<>();
            entries.put("file", Data.of(file));
            entries.put("backup", Data.of(backup));
            entries.put("before", Data.of(before.hex()));
            entries.put("after", Data.of(after.hex()));
            entries.put("names", texts(names));
            Map<String, Data> digests = new LinkedHashMap<>();
            read.forEach((service, digest) -> digests.put(service, Data.of(digest.hex())));
            entries.put("read", new Data.Mapping(digests));
            entries.put("services", texts(services));
            site.remember(new Data.Mapping(entries).json());
        }

        private static Data texts(List<String> all) {
            return new Data.Listing(all.stream().map(Data::of).toList());
        }

        static Optional<Done> recalled(Site site) {
            return site.recall().map(Json::read).map(data -> {
                Preview memory = new Preview((Data.Mapping) data);
                Map<String, Digest> read = new LinkedHashMap<>();
                memory.under("read").forEach((service, digest) -> read.put(service, new Digest(digest.plain())));
                return new Done(
                        memory.text("file", ""),
                        memory.text("backup", ""),
                        new Digest(memory.text("before", "")),
                        new Digest(memory.text("after", "")),
                        memory.texts("names"),
                        read,
                        memory.texts("services"));
            });
        }
    }
}
