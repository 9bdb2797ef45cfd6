package dev.slipway.schema.risk;

import dev.slipway.schema.risk.Catalogue.Table;
import dev.slipway.schema.risk.Cursor.Unclear;
import dev.slipway.schema.risk.Effect.Understood;
import dev.slipway.schema.risk.Touch.Work;
import dev.slipway.schema.sql.Statement;
import dev.slipway.schema.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what a statement of PostgreSQL does, by the manual's words on locks; what it does not know it does not guess. */
public final class Reader {
    private static final Set<String> WITHOUT_TABLES = Set.of(
            "schema",
            "sequence",
            "type",
            "domain",
            "function",
            "procedure",
            "aggregate",
            "extension",
            "collation",
            "cast",
            "operator",
            "role",
            "user",
            "language",
            "event");

    private final Catalogue catalogue;

    public Reader(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public Effect read(Statement statement) {
        Cursor words = new Cursor(statement);
        try {
            Understood done = effect(words);
            return aboutOnePart(statement) ? done : withParts(done);
        } catch (Unclear unclear) {
            return new Effect.NotUnderstood(String.valueOf(unclear.getMessage()));
        }
    }

    private Understood effect(Cursor words) throws Unclear {
        if (words.takes("create")) {
            return new CreateReader(catalogue).read(words);
        }
        if (words.takes("alter table")) {
            return new AlterReader(catalogue, words).read();
        }
        if (words.takes("alter")) {
            return alter(words);
        }
        if (words.takes("drop")) {
            return new DropReader(catalogue, words).read();
        }
        if (words.takes("truncate")) {
            return truncate(words);
        }
        if (words.sees("insert into") || words.sees("update") || words.sees("delete from")) {
            return rows(words);
        }
        return others(words);
    }

    private Understood others(Cursor words) throws Unclear {
        if (words.takes("comment on")) {
            return comment(words);
        }
        if (words.takes("refresh materialized view")) {
            boolean beside = words.takes("concurrently");
            return Understood.on(new Touch(
                    words.relation(),
                    beside ? Mode.EXCLUSIVE : Mode.ACCESS_EXCLUSIVE,
                    beside ? Work.SCAN : Work.REWRITE));
        }
        if (words.takes("reindex")) {
            return reindex(words);
        }
        if (words.takes("vacuum")) {
            return vacuum(words);
        }
        if (words.takes("analyze") || words.takes("analyse")) {
            words.takes("verbose");
            return Understood.on(new Touch(words.relation(), Mode.SHARE_UPDATE_EXCLUSIVE, Work.SOME));
        }
        if (words.takes("cluster")) {
            words.takes("verbose");
            return Understood.on(new Touch(words.relation(), Mode.ACCESS_EXCLUSIVE, Work.REWRITE));
        }
        if (words.takes("lock")) {
            return leased(words);
        }
        if (words.takesAny("set", "reset", "grant", "revoke", "notify", "savepoint", "release", "rollback to")
                || words.takesAny("begin", "commit", "start transaction", "end")) {
            return Understood.nothing();
        }
        throw words.peek().filter(Token::names).isPresent()
                ? new Unclear(words.next().text())
                : words.unclear();
    }

    private static Understood alter(Cursor words) throws Unclear {
        if (words.takes("index")) {
            words.takes("if exists");
            Relation index = words.relation();
            if (words.sees("rename") || words.sees("set (") || words.sees("reset")) {
                return Understood.on(new Touch(index, Mode.SHARE_UPDATE_EXCLUSIVE, Work.NOTHING));
            }
            throw words.unclear();
        }
        if (words.takes("view") || words.takes("materialized view")) {
            words.takes("if exists");
            Relation view = words.relation();
            Understood done = Understood.on(new Touch(view, Mode.ACCESS_EXCLUSIVE, Work.NOTHING));
            return words.sees("rename") || words.sees("set schema")
                    ? done.losing(new Loss(Loss.Kind.RENAMED, view, Optional.empty()))
                    : done;
        }
        if (words.takes("domain")
                && (words.hasLater("constraint") || words.hasLater("check") || words.hasLater("null"))) {
            throw new Unclear("what a domain's check reads");
        }
        return without(words);
    }

    /** Of things that are in the way of no table. */
    static Understood without(Cursor words) throws Unclear {
        Token kind = words.next();
        if (kind.is("or") && words.takes("replace")) {
            kind = words.next();
        }
        if (!WITHOUT_TABLES.contains(kind.text())) {
            throw new Unclear("'" + kind.text() + "'");
        }
        return Understood.nothing();
    }

    private Understood truncate(Cursor words) throws Unclear {
        words.takes("table");
        List<Touch> touches = new ArrayList<>();
        List<Loss> losses = new ArrayList<>();
        do {
            words.takes("only");
            Relation table = words.relation();
            touches.add(new Touch(table, Mode.ACCESS_EXCLUSIVE, Work.NOTHING));
            losses.add(new Loss(Loss.Kind.ROWS, table, Optional.empty()));
        } while (words.takes(","));
        if (words.hasLater("cascade")) {
            for (Loss loss : List.copyOf(losses)) {
                for (Relation other :
                        catalogue.table(loss.table()).map(Table::referring).orElse(List.of())) {
                    touches.add(new Touch(other, Mode.ACCESS_EXCLUSIVE, Work.NOTHING));
                    losses.add(new Loss(Loss.Kind.ROWS, other, Optional.empty()));
                }
            }
        }
        return new Understood(touches, losses, false, Optional.empty());
    }

    private static Understood rows(Cursor words) throws Unclear {
        boolean insert = words.takes("insert into");
        boolean delete = !insert && words.takes("delete from");
        boolean update = !insert && !delete && words.takes("update");
        words.takes("only");
        Relation table = words.relation();
        boolean all = (update || delete) && !words.hasLater("where");
        Understood done = Understood.on(new Touch(table, Mode.ROW_EXCLUSIVE, all ? Work.ROWS : Work.SOME));
        return insert ? done : done.losing(new Loss(Loss.Kind.ROWS, table, Optional.empty()));
    }

    private static Understood comment(Cursor words) throws Unclear {
        if (words.takes("table") || words.takes("view") || words.takes("materialized view")) {
            return Understood.on(new Touch(words.relation(), Mode.SHARE_UPDATE_EXCLUSIVE, Work.NOTHING));
        }
        if (words.takes("column")) {
            String first = words.name();
            words.must(".");
            String second = words.name();
            Relation table = words.takes(".") ? new Relation(Optional.of(first), second) : Relation.of(first);
            return Understood.on(new Touch(table, Mode.SHARE_UPDATE_EXCLUSIVE, Work.NOTHING));
        }
        if (words.takesAny("constraint", "trigger", "policy")) {
            words.name();
            words.must("on");
            return Understood.on(new Touch(words.relation(), Mode.SHARE_UPDATE_EXCLUSIVE, Work.NOTHING));
        }
        words.takes("index");
        return Understood.nothing();
    }

    private Understood reindex(Cursor words) throws Unclear {
        boolean index = words.takes("index");
        if (!index && !words.takes("table")) {
            throw words.unclear();
        }
        boolean beside = words.takes("concurrently");
        Relation named = words.relation();
        Relation table = index ? tableOf(named) : named;
        Mode mode = beside ? Mode.SHARE_UPDATE_EXCLUSIVE : Mode.SHARE;
        Understood done = Understood.on(new Touch(table, mode, Work.BUILD));
        return beside ? done.alone() : done;
    }

    private Relation tableOf(Relation index) throws Unclear {
        return catalogue
                .indexed(index)
                .map(Table::relation)
                .orElseThrow(() -> new Unclear("the index " + index + ", which is not there"));
    }

    private static Understood vacuum(Cursor words) throws Unclear {
        boolean full = words.hasLater("full");
        if (words.takes("(")) {
            words.until(")");
            words.must(")");
        }
        while (words.takesAny("full", "freeze", "verbose", "analyze")) {
            // each only says how
        }
        if (words.done()) {
            throw new Unclear("which tables it goes over");
        }
        Touch touch = full
                ? new Touch(words.relation(), Mode.ACCESS_EXCLUSIVE, Work.REWRITE)
                : new Touch(words.relation(), Mode.SHARE_UPDATE_EXCLUSIVE, Work.SCAN);
        return Understood.on(touch).alone();
    }

    private static Understood leased(Cursor words) throws Unclear {
        words.takes("table");
        words.takes("only");
        List<Relation> tables = new ArrayList<>();
        do {
            tables.add(words.relation());
        } while (words.takes(","));
        Mode mode = Mode.ACCESS_EXCLUSIVE;
        if (words.takes("in")) {
            String wanted = String.join(
                    " ", words.until("mode").stream().map(Token::text).toList());
            mode = List.of(Mode.values()).stream()
                    .filter(each -> each.words().equalsIgnoreCase(wanted))
                    .findFirst()
                    .orElseThrow(() -> new Unclear("the mode '" + wanted + "'"));
        }
        Mode taken = mode;
        return new Understood(
                tables.stream()
                        .map(table -> new Touch(table, taken, Work.NOTHING))
                        .toList(),
                List.of(),
                false,
                Optional.empty());
    }

    /** A partition that comes or goes leaves its siblings alone. */
    private static boolean aboutOnePart(Statement statement) {
        return statement.begins("create table")
                || statement.tokens().stream().anyMatch(word -> word.is("attach") || word.is("detach"));
    }

    /** What is done to a table is done to its partitions. */
    private Understood withParts(Understood done) {
        List<Touch> all = new ArrayList<>();
        for (Touch touch : done.touches()) {
            all.add(touch);
            for (Relation part :
                    catalogue.table(touch.table()).map(Table::parts).orElse(List.of())) {
                all.add(new Touch(part, touch.mode(), touch.work()));
            }
        }
        return new Understood(all, done.losses(), done.apart(), done.makes());
    }
}
