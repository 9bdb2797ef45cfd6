package dev.slipway.plan;

import dev.slipway.base.Digest;
import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.base.StepId;
import dev.slipway.plan.Binding.State;
import dev.slipway.plan.Choice.Chosen;
import dev.slipway.plan.Compilation.Settled;
import dev.slipway.plan.OutputFlow.Certainty;
import dev.slipway.plan.Plan.OnFailure;
import dev.slipway.plan.Plan.Phase;
import dev.slipway.plan.Reached.Phased;
import dev.slipway.runbook.FrontMatter;
import dev.slipway.runbook.FrontMatter.Input;
import dev.slipway.runbook.FrontMatter.Procedure;
import dev.slipway.runbook.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The making of one plan, from the choice to the digest. */
final class Drafting {
    private static final String NO_DIGEST_YET = "0".repeat(64);

    private final Planning.Request request;
    private final FrontMatter front;
    private final Chosen chosen;
    private final Actions actions;
    private final Problems problems = new Problems();
    private final Library library;
    private final Roles roles;
    private final Places places;
    private final Fronts fronts;
    private final Depots depots;
    private final Map<String, Input> inputs;
    private final Past past;

    Drafting(Planning.Request request, Chosen chosen, Actions actions) {
        this.request = request;
        this.front = request.runbook().frontMatter();
        this.chosen = chosen;
        this.actions = actions;
        this.library = new Library(request.runbook(), request.files());
        this.roles = new Roles(front, problems);
        this.places = new Places(front, chosen, problems);
        this.fronts = new Fronts(front, chosen, problems);
        this.depots = new Depots(front, problems);
        this.inputs = EffectiveInputs.of(front, chosen.procedure());
        this.past = new Past(() -> request.history().of(service(), chosen.environmentName()));
    }

    Planning plan() {
        Optional<String> stranger = request.told().keySet().stream()
                .filter(name -> !inputs.containsKey(name))
                .findFirst();
        if (stranger.isPresent()) {
            return new Planning.Unusable(
                    "no input is called '" + stranger.get() + "'",
                    Nearest.help("Inputs of this procedure", stranger.get(), inputs.keySet()));
        }
        Formulas formulas = new Formulas(names(inputs.keySet()), past, problems);
        Binding binding = new Binding(inputs, request.told(), base(), formulas, problems);
        for (String name : request.told().keySet()) {
            if (binding.state(name) instanceof State.Unfit(String says, String help)) {
                return new Planning.Unusable(says, help);
            }
        }
        return plan(formulas, binding);
    }

    private Planning plan(Formulas formulas, Binding binding) {
        Reach reach = new Reach(library, places, problems);
        reach.follow(chosen.procedure());
        Optional<Procedure> remedy = remedy();
        Reach back = new Reach(library, places, problems);
        remedy.ifPresent(back::recover);

        List<Reached> everything = new ArrayList<>(reach.reached());
        everything.addAll(back.reached());
        Settled settled = new Settled(new StepIds(everything, problems), places, roles, problems);

        Scope scope = new Scope(
                formulas,
                binding.known(),
                inputs.keySet(),
                session(chosen.procedure()),
                fronts,
                depots,
                new Scope.Notes());
        Needed needed = new Needed(scope, binding, problems);
        List<Plan.NeededVariable> env = needed.all(front.env(), chosen);
        Optional<String> dotenv = needed.dotenv(chosen);
        Compilation compilation = new Compilation(scope, actions, settled);
        List<Draft> drafts = compilation.compile(reach.reached());
        Wants wants = new Wants(binding, drafts, needed.mentions());
        Certainty certainty = wants.missing().isEmpty() ? Certainty.ALL_BOUND : Certainty.INPUTS_MISSING;
        new OutputFlow(drafts, leftOut(reach.reached()), certainty, problems).check();
        new VariableFlow(inputs.keySet(), front.env(), certainty, problems).check(drafts);

        Optional<Recovery> recovery = remedy.map(procedure ->
                new Recovery(procedure, back, scope, settled).compile(actions, front, wants, forward(reach.reached())));
        if (drafts.isEmpty() && scope.notes().omitted().isEmpty() && problems.none()) {
            problems.add(
                    chosen.procedure().name().span(),
                    "the procedure '" + chosen.procedure().name() + "' reaches nothing to perform",
                    "Name sections that hold steps or questions.");
        }
        if (!problems.none()) {
            return new Planning.Refused(problems.list());
        }
        if (!wants.missing().isEmpty()) {
            return new Planning.Wanting(
                    wants.missing().stream().map(inputs::get).toList());
        }
        Optional<Planning.Unusable> unusable =
                wants.unfit().or(() -> scope.notes().firstUndecidable());
        if (unusable.isPresent()) {
            return unusable.get();
        }
        List<Draft> told = new Tells(settled.ids()).insert(drafts, wants.late(inputs));
        Plan plan = new Plan(
                title(),
                binding.values(),
                uses(wants.withDefaults(recovery.map(Recovery::mentioned).orElse(Set.of())), wants),
                Draft.planned(told),
                phases(reach.phases(), told, compilation.leftOut()),
                scope.notes().omitted(),
                recovery.<OnFailure>map(Recovery::perform).orElseGet(this::onFailure),
                surroundings(env, dotenv),
                new Digest(NO_DIGEST_YET));
        return new Planning.Planned(plan.with(PlanDigest.of(plan)));
    }

    private Map<String, Plan.Use> uses(Set<String> byRecovery, Wants wants) {
        Map<String, Plan.Use> uses = new LinkedHashMap<>();
        for (String name : inputs.keySet()) {
            boolean mentioned = wants.mentioned().contains(name) || byRecovery.contains(name);
            uses.put(
                    name,
                    request.told().containsKey(name) ? Plan.Use.TOLD : mentioned ? Plan.Use.MENTIONED : Plan.Use.IDLE);
        }
        return uses;
    }

    private Known base() {
        return new Known(Map.of(), inputs.keySet(), chosen.environmentName(), new Known.Earlier.Runs(past));
    }

    private Names names(Set<String> own) {
        return new Names(
                own,
                EffectiveInputs.everywhere(front),
                Needed.secrecy(front.env(), chosen),
                front.procedures().stream().map(each -> each.name().text()).toList());
    }

    private Optional<Procedure> remedy() {
        return chosen.procedure().onFailure() instanceof FrontMatter.OnFailure.Perform(Phrase name)
                ? front.procedures().stream()
                        .filter(each -> each.name().text().equals(name.text()))
                        .findFirst()
                : Optional.empty();
    }

    private OnFailure onFailure() {
        return switch (chosen.procedure().onFailure()) {
            case FrontMatter.OnFailure.Undo() -> new OnFailure.Undo();
            case FrontMatter.OnFailure.Pause() -> new OnFailure.Pause();
            case FrontMatter.OnFailure.GoOn() -> new OnFailure.GoOn();
            case FrontMatter.OnFailure.Perform(Phrase name) ->
                throw new IllegalStateException("the front matter let an unknown procedure pass: " + name);
        };
    }

    static String session(Procedure procedure) {
        return StepIds.slug(procedure.name().text());
    }

    private static Map<String, String> leftOut(List<Reached> reached) {
        return ids(reached, "As the inputs stand it is left out: give this the same condition.");
    }

    private Map<String, String> forward(List<Reached> reached) {
        String procedure = chosen.procedure().name().text();
        return ids(reached, "It belongs to '" + procedure + "': read last." + procedure + ".steps.STEP.OUTPUT.");
    }

    private static Map<String, String> ids(List<Reached> reached, String help) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (Reached each : reached) {
            if (each instanceof Reached.Performed(Step step, Reached.Visit _, List<Reached.Test> _)) {
                step.id().ifPresent(id -> ids.put(id.text(), help.replace("STEP", id.text())));
            }
        }
        return ids;
    }

    /** What runs are kept under, and therefore found again. */
    private String service() {
        return front.service()
                .map(Phrase::text)
                .orElseGet(() -> StepIds.slug(request.runbook().title()));
    }

    private Plan.Title title() {
        return new Plan.Title(
                request.runbook().source().file(),
                request.runbook().title(),
                service(),
                chosen.environmentName(),
                chosen.procedure().name().text(),
                chosen.procedure().lock());
    }

    private Plan.Surroundings surroundings(List<Plan.NeededVariable> env, Optional<String> dotenv) {
        Map<String, Digest> documents = new LinkedHashMap<>();
        library.documents()
                .forEach(document -> documents.put(
                        document.file(), document.runbook().source().digest()));
        return new Plan.Surroundings(
                env, dotenv, past.runs(), roles.members(), documents, fronts.all(), depots.all(), places.used());
    }

    /** A phase without steps is shown when it holds words that somebody may have meant as steps. */
    static List<Phase> phases(List<Phased> phases, List<Draft> drafts, Set<Phased> leftOut) {
        Map<Phased, List<StepId>> steps = new LinkedHashMap<>();
        phases.forEach(phase -> steps.put(phase, new ArrayList<>()));
        drafts.forEach(draft -> steps.getOrDefault(draft.phase(), new ArrayList<>())
                .add(draft.planned().id()));
        List<Phase> all = new ArrayList<>();
        steps.forEach((phase, ids) -> {
            if (!ids.isEmpty() || (phase.unperformed() > 0 && !leftOut.contains(phase))) {
                all.add(new Phase(phase.title(), phase.stage(), ids, phase.unperformed()));
            }
        });
        return all;
    }
}
