package dev.slipway.schema.risk;

import dev.slipway.schema.risk.Catalogue.Table;
import dev.slipway.schema.risk.Cursor.Unclear;
import dev.slipway.schema.risk.Effect.Understood;
import dev.slipway.schema.risk.Touch.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code drop} takes away, and what it holds on to meanwhile. */
record DropReader(Catalogue catalogue, Cursor words) {

    Understood read() throws Unclear {
        if (words.takes("table")) {
            return tables();
        }
        if (words.takes("index")) {
            return indexes();
        }
        if (words.takes("materialized view") || words.takes("view")) {
            words.takes("if exists");
            Relation view = words.relation();
            return Understood.on(new Touch(view, Mode.ACCESS_EXCLUSIVE, Work.NOTHING))
                    .losing(new Loss(Loss.Kind.RENAMED, view, Optional.empty()));
        }
        if (words.takesAny("trigger", "policy", "rule")) {
            words.takes("if exists");
            words.name();
            words.must("on");
            return Understood.on(new Touch(words.relation(), Mode.ACCESS_EXCLUSIVE, Work.NOTHING));
        }
        if (words.sees("schema") || words.sees("extension") || words.sees("domain") || words.sees("type")) {
            throw new Unclear("what hangs on the " + words.next().text());
        }
        if (words.hasLater("cascade")) {
            throw new Unclear("what 'cascade' reaches");
        }
        return words.takes("statistics") ? Understood.nothing() : Reader.without(words);
    }

    private Understood tables() throws Unclear {
        boolean cascades = words.hasLater("cascade");
        words.takes("if exists");
        List<Touch> touches = new ArrayList<>();
        List<Loss> losses = new ArrayList<>();
        do {
            Relation name = words.relation();
            Optional<Table> table = catalogue.table(name);
            touches.add(new Touch(name, Mode.ACCESS_EXCLUSIVE, Work.NOTHING));
            losses.add(new Loss(Loss.Kind.TABLE, name, Optional.empty()));
            List<Relation> others = new ArrayList<>();
            table.ifPresent(known -> known.keys().forEach(key -> others.add(key.to())));
            if (cascades) {
                table.ifPresent(known -> others.addAll(known.referring()));
            }
            others.forEach(other -> touches.add(new Touch(other, Mode.ACCESS_EXCLUSIVE, Work.NOTHING)));
        } while (words.takes(","));
        return new Understood(touches, losses, false, Optional.empty());
    }

    private Understood indexes() throws Unclear {
        boolean beside = words.takes("concurrently");
        boolean perhaps = words.takes("if exists");
        List<Touch> touches = new ArrayList<>();
        do {
            Relation index = words.relation();
            Optional<Table> table = catalogue.indexed(index);
            if (table.isEmpty() && !perhaps) {
                throw new Unclear("the index " + index + ", which is not there");
            }
            table.ifPresent(known -> touches.add(new Touch(
                    known.relation(), beside ? Mode.SHARE_UPDATE_EXCLUSIVE : Mode.ACCESS_EXCLUSIVE, Work.NOTHING)));
        } while (words.takes(","));
        return new Understood(touches, List.of(), beside, Optional.empty());
    }
}
