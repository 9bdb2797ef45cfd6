package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.base.Phrase;
import dev.slipway.expression.Expression;
import dev.slipway.plan.Binding.State;
import dev.slipway.plan.Compilation.Settled;
import dev.slipway.plan.OutputFlow.Certainty;
import dev.slipway.plan.Plan.OnFailure;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.runbook.FrontMatter;
import dev.slipway.runbook.FrontMatter.InputDefault;
import dev.slipway.runbook.FrontMatter.Procedure;
import dev.slipway.runbook.Template;
import dev.slipway.runbook.Yaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles the procedure that on-failure names. It runs when nobody may be there to ask. */
final class Recovery {
    private final Procedure procedure;
    private final Reach reach;
    private final Scope forward;
    private final Settled settled;
    private final Problems problems;
    private final Map<String, Data> own = new LinkedHashMap<>();
    private final List<InputRules> rules = new ArrayList<>();
    private final Set<String> readByOwn = new LinkedHashSet<>();
    private List<Draft> drafts = List.of();
    private Set<Reached.Phased> leftOut = Set.of();

    Recovery(Procedure procedure, Reach reach, Scope forward, Settled settled) {
        this.procedure = procedure;
        this.reach = reach;
        this.forward = forward;
        this.settled = settled;
        this.problems = settled.problems();
    }

    Recovery compile(Actions actions, FrontMatter front, Wants wants, Map<String, String> elsewhere) {
        procedure.inputs().forEach(this::input);
        EffectiveInputs.of(front, procedure).forEach((name, input) -> {
            if (own.containsKey(name)) {
                rules.add(InputRules.of(input));
            }
        });
        Scope scope = scope();
        Compilation compilation = new Compilation(scope, actions, settled);
        drafts = compilation.compile(reach.reached());
        leftOut = compilation.leftOut();
        new OutputFlow(drafts, elsewhere, Certainty.ALL_BOUND, problems).check();
        new VariableFlow(scope.inputs(), front.env(), Certainty.ALL_BOUND, problems).check(drafts);
        refuseWaiting();
        refuseUntold(wants);
        return this;
    }

    OnFailure.Perform perform() {
        return new OnFailure.Perform(
                procedure.name().text(),
                own,
                rules,
                Draft.planned(drafts),
                Drafting.phases(reach.phases(), drafts, leftOut));
    }

    /** Earlier runs are others by then, and the procedure's own inputs read them. */
    private Scope scope() {
        Set<String> inputs = new LinkedHashSet<>(forward.inputs());
        inputs.addAll(own.keySet());
        Map<String, Data> bound = new LinkedHashMap<>(forward.known().inputs());
        bound.keySet().removeAll(own.keySet());
        Set<String> open = new LinkedHashSet<>(forward.known().open());
        open.addAll(own.keySet());
        return new Scope(
                forward.formulas().with(inputs),
                new Known(bound, open, forward.known().environment(), new Known.Earlier.Unknown()),
                inputs,
                Drafting.session(procedure),
                forward.fronts(),
                forward.depots(),
                forward.notes());
    }

    /** An own input is kept as it is written, and gets its value from the failing run. */
    private void input(InputDefault input) {
        Optional<Yaml> standard = input.standard();
        if (standard.isEmpty()) {
            return; // the runbook's own default, or a problem that the front matter has told
        }
        own.put(input.name().text(), standard.get().data());
        if (standard.get() instanceof Yaml.Scalar scalar && scalar.data() instanceof Data.Text) {
            for (Phrase source : Template.of(scalar, new ArrayList<>()).expressions()) {
                forward.formulas().value(source).ifPresent(this::readBy);
            }
        }
    }

    private void readBy(Expression expression) {
        readByOwn.addAll(Guarding.inputs(expression.reads(), forward));
    }

    private void refuseWaiting() {
        int last = -1;
        for (int i = 0; i < drafts.size(); i++) {
            Work work = drafts.get(i).planned().work();
            if (work instanceof Work.Bash || work instanceof Work.Typed) {
                last = i;
            }
        }
        for (Draft draft : drafts.subList(0, Math.max(last, 0))) {
            switch (draft.planned().work()) {
                case Work.Gate _ ->
                    waiting(draft, "Put <!-- slipway: notes --> before this list, or move it behind the last step.");
                case Work.Ask _ -> waiting(draft, "Take 'if=ask' away, or decide it by an input: if=\"inputs.NAME\".");
                case Work.Tell _, Work.Bash _, Work.Typed _ -> {}
            }
        }
    }

    private void waiting(Draft draft, String help) {
        problems.add(
                draft.span(),
                "'" + procedure.name() + "' is performed on failure, and would wait here for a person",
                help);
    }

    /** Inputs of the run that this procedure reads. */
    Set<String> mentioned() {
        Set<String> mentioned = new HashSet<>(readByOwn);
        drafts.forEach(draft -> mentioned.addAll(draft.allMentions()));
        mentioned.removeAll(own.keySet());
        return mentioned;
    }

    private void refuseUntold(Wants wants) {
        for (String name : wants.withDefaults(mentioned())) {
            switch (wants.state(name)) {
                case State.Missing() -> {
                    if (!wants.mentioned().contains(name)) {
                        untold(name, "has no default");
                    }
                }
                case State.Late() -> untold(name, "is asked for late");
                case State.Bound _, State.Waiting _, State.Unfit _ -> {}
            }
        }
    }

    private void untold(String input, String why) {
        problems.add(
                procedure.name().span(),
                "'" + procedure.name() + "' is performed on failure, and the input '" + input + "' that it mentions "
                        + why,
                "Nobody can be asked at that moment: give it a default below inputs of '" + procedure.name() + "'.");
    }
}
