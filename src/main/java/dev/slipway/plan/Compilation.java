package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.base.Phrase;
import dev.slipway.base.StepId;
import dev.slipway.plan.Guarding.Guards;
import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.plan.PlannedStep.Holding;
import dev.slipway.plan.PlannedStep.Policy;
import dev.slipway.plan.PlannedStep.Question;
import dev.slipway.plan.PlannedStep.Shell;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.plan.PlannedStep.Where;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.plan.Reached.Visit;
import dev.slipway.runbook.Part.GateRules;
import dev.slipway.runbook.Part.Spot;
import dev.slipway.runbook.Step;
import dev.slipway.runbook.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes planned steps of what a procedure reaches. */
final class Compilation {
    private final Scope scope;
    private final Actions actions;
    private final StepIds ids;
    private final Places places;
    private final Roles roles;
    private final Problems problems;
    private final Guarding guarding;
    private final List<Draft> drafts = new ArrayList<>();
    private final Set<Reached.Phased> leftOut = new LinkedHashSet<>();
    private final Map<Group, Integer> groups = new HashMap<>();
    private @Nullable OpenGate gate;

    Compilation(Scope scope, Actions actions, Settled settled) {
        this.scope = scope;
        this.actions = actions;
        this.ids = settled.ids();
        this.places = settled.places();
        this.roles = settled.roles();
        this.problems = settled.problems();
        this.guarding = new Guarding(scope, ids, problems);
    }

    /** What the way forward and the procedure for a failure share. */
    record Settled(StepIds ids, Places places, Roles roles, Problems problems) {}

    private record Group(int visit, int spot) {}

    private record OpenGate(Reached.Asked first, Guards guards, List<Question> questions) {}

    List<Draft> compile(List<Reached> reached) {
        for (Reached each : reached) {
            switch (each) {
                case Reached.Performed performed -> performed(performed);
                case Reached.Asked asked -> asked(asked);
            }
        }
        closeGate();
        return drafts;
    }

    /** Phases of which the inputs have left out something. */
    Set<Reached.Phased> leftOut() {
        return leftOut;
    }

    private void performed(Reached.Performed performed) {
        Step step = performed.step();
        StepId id = ids.of(step.span(), step.title());
        Guards guards = guarding.of(performed.tests());
        step.rules().on().ifPresent(places::check);
        TypedWork typed = new TypedWork(scope, guards.guards().size(), problems);
        Optional<Work> work = work(performed, typed);
        if (guards.omitted()) {
            leftOut.add(performed.visit().phase());
            return;
        }
        closeGate();
        ask(guards, performed.visit());
        Set<String> mentions = new LinkedHashSet<>(typed.mentions());
        shells(step).forEach(text -> mentions.addAll(scope.mentionedIn(text)));
        List<Draft.OutputRead> reads = new ArrayList<>(guards.reads());
        reads.addAll(typed.reads());
        work.map(known -> planned(performed, id, guards.guards(), known))
                .ifPresent(planned -> drafts.add(new Draft(
                        planned,
                        performed.visit().phase(),
                        step.span(),
                        Optional.of(step),
                        reads,
                        guards.mentions(),
                        mentions)));
    }

    private boolean repeatable(Step step) {
        return step.rules().repeatable()
                || declared(step).filter(Declared::repeatable).isPresent();
    }

    private Optional<? extends Declared> declared(Step step) {
        return switch (step.work()) {
            case Step.Work.Typed(Phrase name, Yaml _) -> actions.find(name.text());
            case Step.Work.Shell _ -> Optional.empty();
        };
    }

    private Optional<Work> work(Reached.Performed performed, TypedWork typed) {
        return switch (performed.step().work()) {
            case Step.Work.Shell shell -> Optional.of(new Work.Bash(shell(shell), where(performed), scope.session()));
            case Step.Work.Typed source ->
                typed.compile(source, actions).map(compiled -> typedWork(compiled, performed));
        };
    }

    private Work typedWork(TypedWork.Compiled compiled, Reached.Performed performed) {
        Declared action = compiled.action();
        checkPlace(performed, action);
        return new Work.Typed(
                action.name(),
                action.version(),
                compiled.stored(),
                action.preview(compiled.shown()),
                where(performed),
                new Holding(action.held(), action.heldUntilDone(compiled.shown()), action.releases()));
    }

    private PlannedStep planned(Reached.Performed performed, StepId id, List<Guard> guards, Work work) {
        Step step = performed.step();
        return new PlannedStep(
                id,
                step.title(),
                performed.visit().phase().stage(),
                step.span().toString(),
                performed.visit().headings(),
                guards,
                new Policy(
                        step.rules().timeout(),
                        repeatable(step),
                        step.rules().retries(),
                        step.rules().sensitive(),
                        step.rules().pointOfNoReturn()),
                work,
                undo(step, work),
                step.probe().map(Compilation::shell),
                step.expect().map(Step.Expect::lines));
    }

    /** The author's undo block goes before the action's own. */
    private Undo undo(Step step, Work work) {
        if (step.undo().isPresent()) {
            return new Undo.ByShell(shell(step.undo().get()));
        }
        return switch (work) {
            case Work.Typed typed ->
                actions.find(typed.action())
                        .flatMap(action -> action.undoPreview((Data.Mapping) Templated.shown(typed.parameters())))
                        .<Undo>map(Undo.ByAction::new)
                        .orElseGet(Undo.None::new);
            case Work.Bash _, Work.Gate _, Work.Ask _, Work.Tell _ -> new Undo.None();
        };
    }

    private static Shell shell(Step.Work.Shell shell) {
        return new Shell(shell.dialect().name().toLowerCase(Locale.ROOT), shell.text());
    }

    /** Every shell text of a step: the way forward, undo and probe. */
    static List<String> shells(Step step) {
        List<String> texts = new ArrayList<>();
        if (step.work() instanceof Step.Work.Shell shell) {
            texts.add(shell.text());
        }
        step.undo().ifPresent(undo -> texts.add(undo.text()));
        step.probe().ifPresent(probe -> texts.add(probe.text()));
        return texts;
    }

    /** Groups are numbered as the plan meets them, so that a list moved elsewhere in the document changes nothing. */
    private Where where(Reached.Performed performed) {
        String place = place(performed);
        places.use(place);
        Spot spot = performed.step().spot();
        Group group = new Group(performed.visit().number(), spot.group());
        return new Where(place, groups.computeIfAbsent(group, _ -> groups.size() + 1));
    }

    private String place(Reached.Performed performed) {
        return performed
                .step()
                .rules()
                .on()
                .map(Phrase::text)
                .or(() -> performed.visit().place())
                .orElseGet(places::usual);
    }

    /** What an action does from here it would not do elsewhere, whatever place its step names. */
    private void checkPlace(Reached.Performed performed, Declared action) {
        String place = place(performed);
        if (!place.equals(Places.HERE) && !action.atPlace()) {
            problems.add(
                    performed
                            .step()
                            .rules()
                            .on()
                            .map(Phrase::span)
                            .orElse(performed.step().span()),
                    action.name() + " works from the machine where Slipway runs, not at '" + place + "'",
                    performed.step().rules().on().isPresent()
                            ? "Remove on=, or write on=here."
                            : "Put <!-- slipway: step on=here --> before it.");
        }
    }

    private void ask(Guards guards, Visit visit) {
        for (Guarding.Asking asking : guards.asks()) {
            Reached.Test test = asking.test();
            closeGate();
            PlannedStep step = new PlannedStep(
                    asking.id(),
                    test.title(),
                    visit.phase().stage(),
                    test.condition().span().toString(),
                    visit.headings(),
                    guards.guards().subList(0, asking.guardsBefore()),
                    Policy.PLAIN,
                    new Work.Ask(test.anchor(), test.title()),
                    new Undo.None(),
                    Optional.empty(),
                    Optional.empty());
            List<Draft.OutputRead> reads = guards.reads().stream()
                    .filter(read -> read.before() < asking.guardsBefore())
                    .toList();
            drafts.add(new Draft(
                    step,
                    visit.phase(),
                    test.condition().span(),
                    Optional.empty(),
                    reads,
                    guards.mentions(),
                    Set.of()));
        }
    }

    private void asked(Reached.Asked asked) {
        Guards guards = guarding.of(asked.tests());
        roles.check(asked.question().rules());
        if (guards.omitted()) {
            leftOut.add(asked.visit().phase());
            return;
        }
        OpenGate open = gate;
        if (open == null || !sameGate(open.first(), asked)) {
            closeGate();
            ask(guards, asked.visit());
            open = new OpenGate(asked, guards, new ArrayList<>());
            gate = open;
        }
        open.questions()
                .add(new Question(asked.question().name(), asked.question().text()));
    }

    private static boolean sameGate(Reached.Asked first, Reached.Asked next) {
        return first.visit().number() == next.visit().number()
                && rules(first.question().rules()).equals(rules(next.question().rules()));
    }

    private void closeGate() {
        OpenGate open = gate;
        gate = null;
        if (open != null) {
            gate(open);
        }
    }

    private void gate(OpenGate open) {
        Visit visit = open.first().visit();
        PlannedStep.Rules rules = rules(open.first().question().rules());
        String anchor = visit.section().name();
        Digest digest = Digest.of(
                StepData.content(anchor, open.questions(), rules).done().json());
        PlannedStep step = new PlannedStep(
                ids.of(open.first().question().span(), visit.section().title()),
                visit.section().title(),
                visit.phase().stage(),
                open.first().question().span().toString(),
                visit.headings(),
                open.guards().guards(),
                Policy.PLAIN,
                new Work.Gate(anchor, open.questions(), rules, digest),
                new Undo.None(),
                Optional.empty(),
                Optional.empty());
        drafts.add(new Draft(
                step,
                visit.phase(),
                open.first().question().span(),
                Optional.empty(),
                open.guards().reads(),
                open.guards().mentions(),
                Set.of()));
    }

    private static PlannedStep.Rules rules(GateRules rules) {
        return new PlannedStep.Rules(
                rules.role().map(Phrase::text),
                rules.approvals(),
                rules.notRequester(),
                rules.waive().map(Phrase::text),
                rules.within());
    }
}
