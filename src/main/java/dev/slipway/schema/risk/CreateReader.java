package dev.slipway.schema.risk;

import dev.slipway.schema.risk.Cursor.Unclear;
import dev.slipway.schema.risk.Effect.Understood;
import dev.slipway.schema.risk.Touch.Work;
import dev.slipway.schema.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code create} does to tables that are there already. */
record CreateReader(Catalogue catalogue) {

    Understood read(Cursor words) throws Unclear {
        if (words.takes("unique index") || words.takes("index")) {
            return index(words);
        }
        boolean made = words.takesAny("temporary", "temp", "unlogged");
        if (words.takes("table")) {
            return table(words);
        }
        boolean replace = words.takes("or replace");
        if (words.takes("constraint trigger") || words.takes("trigger")) {
            words.name();
            words.until("on");
            words.must("on");
            return Understood.on(new Touch(words.relation(), Mode.SHARE_ROW_EXCLUSIVE, Work.NOTHING));
        }
        if (words.takes("policy")) {
            words.name();
            words.must("on");
            return Understood.on(new Touch(words.relation(), Mode.ACCESS_EXCLUSIVE, Work.NOTHING));
        }
        if (words.takes("rule")) {
            words.until("to");
            words.must("to");
            return Understood.on(new Touch(words.relation(), Mode.ACCESS_EXCLUSIVE, Work.NOTHING));
        }
        if (words.takes("statistics")) {
            words.until("from");
            words.must("from");
            return Understood.on(new Touch(words.relation(), Mode.SHARE_UPDATE_EXCLUSIVE, Work.NOTHING));
        }
        if (words.takes("recursive view") || words.takes("view")) {
            Relation view = words.relation();
            return replace && catalogue.table(view).isPresent()
                    ? Understood.on(new Touch(view, Mode.ACCESS_EXCLUSIVE, Work.NOTHING))
                    : Understood.nothing().making(view);
        }
        if (words.takes("materialized view")) {
            words.takes("if not exists");
            return Understood.nothing().making(words.relation());
        }
        if (made) {
            throw words.unclear();
        }
        return Reader.without(words);
    }

    private static Understood index(Cursor words) throws Unclear {
        boolean beside = words.takes("concurrently");
        words.takes("if not exists");
        if (!words.takes("on")) {
            words.relation();
            words.must("on");
        }
        words.takes("only");
        Relation table = words.relation();
        Understood done =
                Understood.on(new Touch(table, beside ? Mode.SHARE_UPDATE_EXCLUSIVE : Mode.SHARE, Work.BUILD));
        return beside ? done.alone() : done;
    }

    private Understood table(Cursor words) throws Unclear {
        words.takes("if not exists");
        Relation table = words.relation();
        List<Touch> touches = new ArrayList<>();
        if (words.takes("partition of")) {
            Relation parent = words.relation();
            // Only the parent: its other partitions are not touched, but for a default one, which is read.
            touches.add(new Touch(parent, Mode.ACCESS_EXCLUSIVE, Work.NOTHING));
        } else if (words.takes("(")) {
            List<Token> body = words.until(")");
            words.must(")");
            for (Relation other : referred(body)) {
                touches.add(new Touch(other, Mode.SHARE_ROW_EXCLUSIVE, Work.NOTHING));
            }
            if (words.takes("inherits (")) {
                do {
                    touches.add(new Touch(words.relation(), Mode.SHARE_UPDATE_EXCLUSIVE, Work.NOTHING));
                } while (words.takes(","));
            }
        } else if (!words.hasLater("as")) {
            throw words.unclear();
        }
        return new Understood(touches, List.of(), false, Optional.of(table));
    }

    /** The tables behind {@code references}. */
    static List<Relation> referred(List<Token> body) throws Unclear {
        List<Relation> all = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            if (body.get(i).is("references")) {
                all.add(new Cursor(body.subList(i + 1, body.size())).relation());
            }
        }
        return all;
    }
}
