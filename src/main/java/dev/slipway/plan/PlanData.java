package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.base.StepId;
import dev.slipway.plan.Plan.NeededVariable;
import dev.slipway.plan.Plan.Omitted;
import dev.slipway.plan.Plan.OnFailure;
import dev.slipway.plan.Plan.Phase;
import dev.slipway.plan.Plan.Surroundings;
import dev.slipway.plan.Plan.Title;
import dev.slipway.runbook.Storage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan as data and back: what {@code plan --json} prints and what a run keeps. */
public final class PlanData {
    private PlanData() {}

    public static Data.Mapping write(Plan plan) {
        return new Fields()
                .with("title", title(plan.title()))
                .map("inputs", plan.inputs())
                .map("uses", uses(plan.uses()))
                .list("steps", plan.steps(), StepData::write)
                .list("phases", plan.phases(), PlanData::phase)
                .list("omitted", plan.omitted(), PlanData::omitted)
                .with("on-failure", onFailure(plan.onFailure()))
                .with("surroundings", surroundings(plan.surroundings()))
                .with("digest", plan.digest().hex())
                .done();
    }

    /** Throws {@link IllegalArgumentException} for anything that {@link #write} did not write. */
    public static Plan read(Data data) {
        Shape plan = Shape.of(data);
        return new Plan(
                readTitle(plan.must("title")),
                plan.map("inputs"),
                plan.map("uses", use -> Plan.Use.valueOf(use.plain().toUpperCase(Locale.ROOT))),
                plan.list("steps", StepData::read),
                plan.list("phases", PlanData::readPhase),
                plan.list("omitted", PlanData::readOmitted),
                readOnFailure(plan.must("on-failure")),
                readSurroundings(plan.must("surroundings")),
                new Digest(plan.text("digest")));
    }

    private static Map<String, Data> uses(Map<String, Plan.Use> uses) {
        Map<String, Data> all = new LinkedHashMap<>();
        uses.forEach((input, use) -> all.put(input, Data.of(StepData.lower(use))));
        return all;
    }

    private static Data title(Title title) {
        return new Fields()
                .with("document", title.document())
                .with("text", title.text())
                .with("service", title.service())
                .with("environment", title.environment())
                .with("procedure", title.procedure())
                .flag("locks", title.locks())
                .done();
    }

    private static Title readTitle(Shape title) {
        return new Title(
                title.text("document"),
                title.text("text"),
                title.text("service"),
                title.text("environment"),
                title.text("procedure"),
                title.flag("locks"));
    }

    private static Data phase(Phase phase) {
        return new Fields()
                .with("title", phase.title())
                .with("stage", StepData.lower(phase.stage()))
                .list("steps", phase.steps(), id -> Data.of(id.value()))
                .count("unperformed", phase.unperformed(), 0)
                .done();
    }

    private static Phase readPhase(Data data) {
        Shape phase = Shape.of(data);
        return new Phase(
                phase.text("title"),
                StepData.stage(phase.text("stage")),
                phase.texts("steps").stream().map(StepId::new).toList(),
                phase.count("unperformed", 0));
    }

    private static Data omitted(Omitted omitted) {
        return new Fields()
                .with("title", omitted.title())
                .with("because", omitted.because())
                .with("at", omitted.at())
                .done();
    }

    private static Omitted readOmitted(Data data) {
        Shape omitted = Shape.of(data);
        return new Omitted(omitted.text("title"), omitted.text("because"), omitted.text("at"));
    }

    static Data onFailure(OnFailure onFailure) {
        return switch (onFailure) {
            case OnFailure.Undo() -> new Fields().with("kind", "undo").done();
            case OnFailure.Pause() -> new Fields().with("kind", "pause").done();
            case OnFailure.GoOn() -> new Fields().with("kind", "go-on").done();
            case OnFailure.Perform(
                    String procedure,
                    Map<String, Data> inputs,
                    List<InputRules> rules,
                    List<PlannedStep> steps,
                    List<Phase> phases) ->
                new Fields()
                        .with("kind", "perform")
                        .with("procedure", procedure)
                        .map("inputs", inputs)
                        .list("rules", rules, StepData::input)
                        .list("steps", steps, StepData::write)
                        .list("phases", phases, PlanData::phase)
                        .done();
        };
    }

    private static OnFailure readOnFailure(Shape onFailure) {
        return switch (onFailure.text("kind")) {
            case "undo" -> new OnFailure.Undo();
            case "pause" -> new OnFailure.Pause();
            case "go-on" -> new OnFailure.GoOn();
            case "perform" ->
                new OnFailure.Perform(
                        onFailure.text("procedure"),
                        onFailure.map("inputs"),
                        onFailure.list("rules", rules -> StepData.readInput(Shape.of(rules))),
                        onFailure.list("steps", StepData::read),
                        onFailure.list("phases", PlanData::readPhase));
            default -> throw new IllegalArgumentException("no such on-failure: " + onFailure.text("kind"));
        };
    }

    private static Data surroundings(Surroundings around) {
        return new Fields()
                .list("env", around.env(), PlanData::variable)
                .text("dotenv", around.dotenv().orElse(null))
                .map("history", around.history())
                .map("roles", roles(around.roles()))
                .map("documents", documents(around.documents()))
                .map("fronts", fronts(around.fronts()))
                .map("stores", depots(around.depots()))
                .map("places", rooms(around.rooms()))
                .done();
    }

    private static Surroundings readSurroundings(Shape around) {
        return new Surroundings(
                around.list("env", PlanData::readVariable),
                around.maybeText("dotenv"),
                around.map("history"),
                around.map("roles", members -> new Shape(Map.of("members", members)).texts("members")),
                around.map("documents", digest -> new Digest(digest.plain())),
                around.map("fronts", PlanData::readFront),
                around.map("stores", PlanData::readDepot),
                around.map("places", PlanData::readRoom));
    }

    static Map<String, Data> roles(Map<String, List<String>> roles) {
        Map<String, Data> all = new LinkedHashMap<>();
        roles.forEach((role, members) ->
                all.put(role, new Data.Listing(members.stream().map(Data::of).toList())));
        return all;
    }

    static Map<String, Data> fronts(Map<String, Plan.Front> fronts) {
        Map<String, Data> all = new LinkedHashMap<>();
        fronts.forEach((name, front) -> {
            Map<String, Data> settings = new LinkedHashMap<>();
            front.settings().forEach((key, value) -> settings.put(key, Data.of(value)));
            all.put(
                    name,
                    new Fields()
                            .with("driver", front.driver())
                            .map("settings", settings)
                            .done());
        });
        return all;
    }

    static Map<String, Data> rooms(Map<String, Plan.Room> rooms) {
        Map<String, Data> all = new LinkedHashMap<>();
        rooms.forEach((name, room) -> {
            Map<String, Data> settings = new LinkedHashMap<>();
            room.settings().forEach((key, value) -> settings.put(key, Data.of(value)));
            all.put(
                    name,
                    new Fields()
                            .with("kind", room.kind())
                            .map("settings", settings)
                            .done());
        });
        return all;
    }

    private static Plan.Room readRoom(Data data) {
        Shape room = Shape.of(data);
        return new Plan.Room(room.text("kind"), room.map("settings", Data::plain));
    }

    static Map<String, Data> depots(Map<String, Plan.Depot> depots) {
        Map<String, Data> all = new LinkedHashMap<>();
        depots.forEach((name, depot) -> {
            Map<String, Data> keep = new LinkedHashMap<>();
            depot.keep().forEach((time, count) -> keep.put(time, Data.of(count)));
            all.put(
                    name,
                    storage(depot.storage())
                            .texts("recipients", depot.recipients())
                            .map("keep", keep)
                            .done());
        });
        return all;
    }

    private static Plan.Depot readDepot(Data data) {
        Shape depot = Shape.of(data);
        return new Plan.Depot(
                readStorage(depot),
                depot.texts("recipients"),
                depot.map("keep", count -> Integer.valueOf(count.plain())));
    }

    private static Fields storage(Storage storage) {
        return switch (storage) {
            case Storage.Folder(String path) -> new Fields().with("folder", path);
            case Storage.Bucket bucket ->
                new Fields()
                        .with("s3", bucket.name())
                        .with("prefix", bucket.prefix())
                        .with("endpoint", bucket.endpoint().orElse(""))
                        .with("region", bucket.region())
                        .with("key", bucket.key())
                        .with("secret", bucket.secret());
        };
    }

    private static Storage readStorage(Shape depot) {
        return depot.maybeText("s3").isEmpty()
                ? new Storage.Folder(depot.text("folder"))
                : new Storage.Bucket(
                        depot.text("s3"),
                        depot.maybeText("prefix").orElse(""),
                        depot.maybeText("endpoint").filter(address -> !address.isEmpty()),
                        depot.text("region"),
                        depot.text("key"),
                        depot.text("secret"));
    }

    private static Plan.Front readFront(Data data) {
        Shape front = Shape.of(data);
        return new Plan.Front(front.text("driver"), front.map("settings", Data::plain));
    }

    private static Map<String, Data> documents(Map<String, Digest> documents) {
        Map<String, Data> all = new LinkedHashMap<>();
        documents.forEach((file, digest) -> all.put(file, Data.of(digest.hex())));
        return all;
    }

    static Data variable(NeededVariable variable) {
        Fields fields = new Fields().with("name", variable.name()).with("from", variable.from());
        variable.secret().ifPresent(secret -> fields.with("secret", Data.of(secret)));
        variable.minLength().ifPresent(length -> fields.with("min-length", Data.of(length)));
        return fields.text("pattern", variable.pattern().orElse(null))
                .text("url", variable.url().orElse(null))
                .texts("one-of", variable.oneOf())
                .text("default", variable.standard().orElse(null))
                .flag("optional", variable.optional())
                .with("at", variable.at())
                .done();
    }

    private static NeededVariable readVariable(Data data) {
        Shape variable = Shape.of(data);
        return new NeededVariable(
                variable.text("name"),
                variable.text("from"),
                variable.maybeFlag("secret"),
                variable.maybeCount("min-length"),
                variable.maybeText("pattern"),
                variable.maybeText("url"),
                variable.texts("one-of"),
                variable.maybeText("default"),
                variable.flag("optional"),
                variable.text("at"));
    }
}
