package dev.slipway.operations;

import dev.slipway.base.Nearest;
import dev.slipway.base.Operator;
import dev.slipway.operations.Ruling.Granted;
import dev.slipway.operations.Ruling.Refused;
import dev.slipway.plan.InputRules;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Question;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Event;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Gates;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who may answer which question of which open gate. */
final class Signing {
    private Signing() {}

    static Ruling on(Run run, Request.Sign sign, Instant at) {
        List<Item> items = items(run);
        int mark = sign.item().lastIndexOf('@');
        List<Item> meant = mark > 0
                ? whole(items, sign.item().substring(0, mark), sign.item().substring(mark + 1))
                : items.stream().filter(i -> i.isCalled(sign.item())).toList();
        if (meant.isEmpty()) {
            return unknown(run, sign.item(), items);
        }
        if (mark <= 0 && meant.stream().map(Item::name).distinct().count() > 1) {
            return new Refused(
                    "'" + sign.item() + "' is in several open gates",
                    "Name it with its section: " + meant.getFirst().name());
        }
        List<Event> events = new ArrayList<>();
        for (Item item : lacking(run, meant, sign)) {
            Optional<Refused> no = refusal(run, item, sign);
            if (no.isPresent()) {
                return no.get();
            }
            events.add(new Event.QuestionAnswered(
                    at, item.step.id(), item.question.name(), sign.answer(), sign.by(), sign.note()));
        }
        return new Granted(events);
    }

    /**
     * Of a section that is called twice in a row both gates are open under one name, and nothing stands between them: one answer
     * is for both, or for the one alone that lacks it. A no fails the first of them, and the other is asked when it is its turn.
     */
    private static List<Item> lacking(Run run, List<Item> meant, Request.Sign sign) {
        return switch (sign.answer()) {
            case YES -> {
                List<Item> lacking = meant.stream()
                        .filter(item -> !signed(run, item, sign.by()))
                        .toList();
                yield lacking.isEmpty() ? meant : lacking;
            }
            case NO ->
                meant.stream()
                        .filter(item -> item.step.equals(meant.getFirst().step))
                        .toList();
            case WAIVED -> meant;
        };
    }

    static Ruling on(Run run, Request.Reply reply, Instant at) {
        Optional<PlannedStep> asked = Gates.open(run).stream()
                .filter(s -> s.work() instanceof Work.Ask ask
                        && (ask.anchor().equals(reply.question())
                                || s.id().value().equals(reply.question())))
                .findFirst();
        if (asked.isEmpty()) {
            return new Refused("no question '" + reply.question() + "' is open", "See: slipway show " + run.id());
        }
        return new Granted(new Event.QuestionAnswered(at, asked.get().id(), "", reply.answer(), reply.by(), ""));
    }

    static Ruling on(Run run, Request.Tell tell, Instant at) {
        for (PlannedStep step : Gates.open(run)) {
            if (step.work() instanceof Work.Tell(InputRules input)
                    && input.name().equals(tell.input())) {
                return switch (input.check(tell.value())) {
                    case InputRules.Checked.Fits _ ->
                        new Granted(new Event.QuestionAnswered(at, step.id(), "", Answer.YES, tell.by(), tell.value()));
                    case InputRules.Checked.Misfit misfit -> new Refused(misfit.says(), misfit.help());
                };
            }
        }
        return new Refused("input '" + tell.input() + "' is not asked for now", "See: slipway show " + run.id());
    }

    private record Item(PlannedStep step, Work.Gate gate, Question question) {
        String name() {
            return gate.anchor() + "/" + question.name();
        }

        boolean isCalled(String word) {
            return name().equals(word) || question.name().equals(word);
        }
    }

    private static List<Item> items(Run run) {
        List<Item> items = new ArrayList<>();
        for (PlannedStep step : Gates.open(run)) {
            if (step.work() instanceof Work.Gate gate) {
                gate.questions().forEach(q -> items.add(new Item(step, gate, q)));
            }
        }
        return items;
    }

    /** A digest of fewer than six digits says too little to be a signature. */
    private static List<Item> whole(List<Item> items, String anchor, String digest) {
        return digest.length() < 6
                ? List.of()
                : items.stream()
                        .filter(i -> i.gate.anchor().equals(anchor)
                                && i.gate.digest().hex().startsWith(digest))
                        .toList();
    }

    private static Optional<Refused> refusal(Run run, Item item, Request.Sign sign) {
        return switch (sign.answer()) {
            case YES -> signer(run, item, sign.by()).or(() -> again(run, item, sign.by()));
            case NO -> signer(run, item, sign.by()).or(() -> reason(sign, "a no"));
            case WAIVED -> waiver(run, item, sign.by()).or(() -> reason(sign, "a waiver"));
        };
    }

    private static Optional<Refused> signer(Run run, Item item, Operator by) {
        if (item.gate.rules().notRequester() && by.equals(run.requester())) {
            return Optional.of(new Refused(
                    by + " asked for this run and may not sign " + item.name(), "Somebody else has to sign it."));
        }
        return item.gate.rules().role().flatMap(role -> mustBe(run, role, by, "sign " + item.name()));
    }

    private static Optional<Refused> waiver(Run run, Item item, Operator by) {
        Optional<String> role = item.gate.rules().waive();
        return role.isEmpty()
                ? Optional.of(
                        new Refused(item.name() + " cannot be waived", "The runbook names nobody who may: waive=ROLE."))
                : mustBe(run, role.get(), by, "waive " + item.name());
    }

    private static Optional<Refused> mustBe(Run run, String role, Operator by, String what) {
        List<String> members = run.plan().surroundings().roles().getOrDefault(role, List.of());
        return members.contains(by.name())
                ? Optional.empty()
                : Optional.of(new Refused(
                        "only " + role + " may " + what + ", and " + by + " is not",
                        "These are: " + (members.isEmpty() ? "nobody" : String.join(", ", members)) + "."));
    }

    private static Optional<Refused> again(Run run, Item item, Operator by) {
        return signed(run, item, by)
                ? Optional.of(new Refused(by + " has signed " + item.name() + " already", "A signer counts once."))
                : Optional.empty();
    }

    private static boolean signed(Run run, Item item, Operator by) {
        return run.progress(item.step.id()) instanceof Progress.Open open
                && open.answers().stream()
                        .anyMatch(a -> a.question().equals(item.question.name())
                                && a.answer() == Answer.YES
                                && a.by().equals(by));
    }

    private static Optional<Refused> reason(Request.Sign sign, String what) {
        return sign.note().isBlank()
                ? Optional.of(new Refused(what + " needs a reason", "Say why: --because \"…\""))
                : Optional.empty();
    }

    private static Refused unknown(Run run, String item, List<Item> items) {
        if (items.isEmpty()) {
            return new Refused("no gate of run " + run.id() + " is open", "See: slipway show " + run.id());
        }
        if (item.contains("@")) {
            Work.Gate first = items.getFirst().gate;
            return new Refused(
                    "no open gate is '" + item + "'",
                    "Open now: " + first.anchor() + "@" + first.digest().brief() + ".");
        }
        List<String> names = items.stream().map(Item::name).distinct().toList();
        return new Refused("no open question is called '" + item + "'", Nearest.help("Open now", item, names));
    }
}
