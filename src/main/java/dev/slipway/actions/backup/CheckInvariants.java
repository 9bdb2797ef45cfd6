package dev.slipway.actions.backup;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Given;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Among;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.postgres.Address;
import dev.slipway.postgres.Tools;
import dev.slipway.run.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code check.invariants}: what must be true of a database, before a release and after it. */
public final class CheckInvariants implements Action<CheckInvariants.Holding> {

    public record Holding(
            @Doc("Queries, each with what it must give") List<Invariant> hold,

            @Among Address.Written address,

            @Doc("How long one query may take") @Standard("30s")
            Duration timeout,

            @Doc("The folder of psql, when PATH leads to another")
            Optional<String> tools) {
        public Holding {
            hold = List.copyOf(hold);
            if (hold.isEmpty()) {
                throw new IllegalArgumentException("'hold' is empty");
            }
            Set<String> names = new HashSet<>();
            hold.stream().flatMap(each -> each.name().stream()).forEach(name -> {
                if (!names.add(name)) {
                    throw new IllegalArgumentException("two invariants are called '" + name + "'");
                }
            });
        }

        Tools at(Site site) throws Refusal {
            return new Tools(site, address.found(site.environment()), tools);
        }
    }

    @Override
    public String name() {
        return "check.invariants";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "what must be true of a PostgreSQL database";
    }

    @Override
    public String doc() {
        return "Asks all queries by psql within one snapshot, in a transaction that can change nothing. The value of one that"
                + " has a name is an output, which a later step compares with: is: '>= ${steps.before.orders}'."
                + " All that do not hold are said. 'no rows' is for queries that look for what must not be there, such as"
                + " lines of orders without their order.";
    }

    @Override
    public String example() {
        return "check.invariants: {url: $DATABASE_URL, hold: [{name: orders, sql: select count(*) from orders, is: '> 0'}]}";
    }

    @Override
    public Parameters<Holding> parameters() {
        return RecordParameters.of(Holding.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        return Given.names(parameters, "url", "password");
    }

    @Override
    public String preview(Data.Mapping parameters) {
        int count = parameters.entries().get("hold") instanceof Data.Listing(List<Data> items) ? items.size() : 0;
        Preview shown = new Preview(parameters);
        return Preview.line(count
                + (count == 1 ? " invariant of " : " invariants of ")
                + shown.text("database").or(() -> shown.text("url")).orElse("?"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Holding holding, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            List<String> answers = new Asking(holding.at(site), holding.timeout()).answers(holding.hold());
            List<String> broken = Asking.broken(holding.hold(), answers);
            if (!broken.isEmpty()) {
                return new Outcome.Failed(String.join("; ", broken));
            }
            Map<String, Data> outputs = new LinkedHashMap<>();
            for (int i = 0; i < answers.size(); i++) {
                String answer = answers.get(i);
                holding.hold().get(i).name().ifPresent(name -> outputs.put(name, value(answer)));
            }
            return new Outcome.Succeeded(answers.size() == 1 ? "it holds" : "all " + answers.size() + " hold", outputs);
        });
    }

    private static Data value(String answer) {
        Optional<BigDecimal> number = Relation.number(answer);
        return number.isPresent() ? new Data.Num(number.get()) : Data.of(answer);
    }
}
