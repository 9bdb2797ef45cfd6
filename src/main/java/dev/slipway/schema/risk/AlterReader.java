package dev.slipway.schema.risk;

import dev.slipway.schema.risk.Catalogue.Table;
import dev.slipway.schema.risk.Cursor.Unclear;
import dev.slipway.schema.risk.Effect.Understood;
import dev.slipway.schema.risk.Touch.Work;
import dev.slipway.schema.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code alter table} does: each of its parts, separated by commas. */
final class AlterReader {
    private final Catalogue catalogue;
    private final Cursor words;
    private final List<Touch> touches = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private boolean apart;
    private Relation table = Relation.of("?");
    private Optional<Table> known = Optional.empty();

    AlterReader(Catalogue catalogue, Cursor words) {
        this.catalogue = catalogue;
        this.words = words;
    }

    Understood read() throws Unclear {
        words.takes("if exists");
        words.takes("only");
        table = words.relation();
        known = catalogue.table(table);
        do {
            part();
            // What is left of a part says nothing more about it: restrict, cascade, deferrable, storage.
            words.until(",");
        } while (words.takes(","));
        return new Understood(touches, losses, apart, Optional.empty());
    }

    private void part() throws Unclear {
        if (words.takes("add")) {
            add();
        } else if (words.takes("drop")) {
            drop();
        } else if (words.takes("alter column") || (words.takes("alter") && !words.sees("constraint"))) {
            column();
        } else if (words.takes("rename")) {
            rename();
        } else if (words.takes("set") || words.takes("reset")) {
            set();
        } else if (words.takes("validate constraint")) {
            validate();
        } else if (words.takes("enable") || words.takes("disable")) {
            boolean trigger = words.takes("always trigger") || words.takes("replica trigger") || words.takes("trigger");
            take(trigger ? Mode.SHARE_ROW_EXCLUSIVE : Mode.ACCESS_EXCLUSIVE, Work.NOTHING);
        } else if (words.takes("attach partition")) {
            take(Mode.SHARE_UPDATE_EXCLUSIVE, Work.NOTHING);
            touches.add(new Touch(words.relation(), Mode.ACCESS_EXCLUSIVE, Work.SCAN));
        } else if (words.takes("detach partition")) {
            detach();
        } else if (words.takes("cluster on")) {
            take(Mode.SHARE_UPDATE_EXCLUSIVE, Work.NOTHING);
        } else if (words.takesAny("owner to", "replica identity", "force row", "no force row", "constraint")) {
            take(Mode.ACCESS_EXCLUSIVE, Work.NOTHING);
        } else {
            throw words.unclear();
        }
    }

    private void take(Mode mode, Work work) {
        touches.add(new Touch(table, mode, work));
    }

    private void detach() throws Unclear {
        Relation partition = words.relation();
        boolean beside = words.takes("concurrently");
        apart = apart || beside;
        take(beside ? Mode.SHARE_UPDATE_EXCLUSIVE : Mode.ACCESS_EXCLUSIVE, Work.NOTHING);
        touches.add(new Touch(partition, Mode.ACCESS_EXCLUSIVE, Work.NOTHING));
    }

    private void add() throws Unclear {
        if (words.takes("constraint")) {
            words.name();
            constraint();
        } else if (words.sees("primary key")
                || words.sees("unique")
                || words.sees("check")
                || words.sees("foreign key")
                || words.sees("exclude")) {
            constraint();
        } else {
            words.takes("column");
            words.takes("if not exists");
            words.name();
            newColumn(words.until(","));
        }
    }

    private void constraint() throws Unclear {
        if (words.takes("check")) {
            boolean later = has(words.until(","), "not", "valid");
            take(Mode.ACCESS_EXCLUSIVE, later ? Work.NOTHING : Work.SCAN);
        } else if (words.takes("foreign key")) {
            List<Token> rest = words.until(",");
            boolean later = has(rest, "not", "valid");
            take(Mode.SHARE_ROW_EXCLUSIVE, later ? Work.NOTHING : Work.SCAN);
            for (Relation other : CreateReader.referred(rest)) {
                touches.add(new Touch(other, Mode.SHARE_ROW_EXCLUSIVE, Work.NOTHING));
            }
        } else if (words.sees("exclude")) {
            take(Mode.ACCESS_EXCLUSIVE, Work.BUILD);
        } else {
            boolean primary = words.takes("primary key");
            if (!primary) {
                words.must("unique");
            }
            List<Token> rest = words.until(",");
            boolean ready = has(rest, "using", "index");
            // The columns of a primary key become not null, and whether they can is read off the rows.
            take(Mode.ACCESS_EXCLUSIVE, ready ? primary ? Work.SCAN : Work.NOTHING : Work.BUILD);
        }
    }

    private void newColumn(List<Token> definition) throws Unclear {
        String type = definition.isEmpty() ? "" : definition.getFirst().text();
        boolean each = type.endsWith("serial")
                || catalogue.domains().contains(type)
                || has(definition, "generated")
                || defaultOf(definition).stream()
                        .anyMatch(word -> catalogue.volatiles().contains(word.text()));
        take(Mode.ACCESS_EXCLUSIVE, each ? Work.REWRITE : Work.NOTHING);
        if (has(definition, "primary", "key") || has(definition, "unique")) {
            take(Mode.ACCESS_EXCLUSIVE, Work.BUILD);
        }
        if (has(definition, "check")) {
            take(Mode.ACCESS_EXCLUSIVE, Work.SCAN);
        }
        for (Relation other : CreateReader.referred(definition)) {
            touches.add(new Touch(other, Mode.SHARE_ROW_EXCLUSIVE, Work.NOTHING));
            if (has(definition, "default")) {
                take(Mode.ACCESS_EXCLUSIVE, Work.SCAN);
            }
        }
    }

    private static List<Token> defaultOf(List<Token> definition) {
        for (int i = 0; i < definition.size(); i++) {
            if (definition.get(i).is("default")) {
                return definition.subList(i + 1, definition.size());
            }
        }
        return List.of();
    }

    private void drop() throws Unclear {
        if (words.takes("constraint")) {
            words.takes("if exists");
            String name = words.name();
            take(Mode.ACCESS_EXCLUSIVE, Work.NOTHING);
            keys().filter(key -> key.name().equals(name)).forEach(this::release);
            return;
        }
        words.takes("column");
        words.takes("if exists");
        String column = words.name();
        take(Mode.ACCESS_EXCLUSIVE, Work.NOTHING);
        keys().filter(key -> key.columns().contains(column)).forEach(this::release);
        losses.add(new Loss(Loss.Kind.COLUMN, table, Optional.of(column)));
    }

    private Stream<Catalogue.Key> keys() {
        return known.stream().flatMap(each -> each.keys().stream());
    }

    /** The table that a foreign key refers to carries half of its triggers. */
    private void release(Catalogue.Key key) {
        touches.add(new Touch(key.to(), Mode.ACCESS_EXCLUSIVE, Work.NOTHING));
    }

    private void column() throws Unclear {
        String column = words.name();
        if (words.takes("set data type") || words.takes("type")) {
            type(column);
        } else if (words.takes("set not null")) {
            boolean shown =
                    known.filter(each -> each.required().contains(column)).isPresent();
            take(Mode.ACCESS_EXCLUSIVE, shown ? Work.NOTHING : Work.SCAN);
        } else if (words.takesAny("set statistics", "set (", "reset (")) {
            take(Mode.SHARE_UPDATE_EXCLUSIVE, Work.NOTHING);
        } else if (words.takesAny("set", "drop", "add generated", "restart")) {
            take(Mode.ACCESS_EXCLUSIVE, Work.NOTHING);
        } else {
            throw words.unclear();
        }
    }

    private void type(String column) throws Unclear {
        String to = Types.written(words.until(",", "using", "collate"));
        boolean collated = words.takes("collate");
        if (collated) {
            words.relation();
        }
        String using = words.takes("using") ? Types.written(words.until(",")) : "";
        boolean computed = !using.isEmpty() && !using.equals(column) && !using.startsWith(column + "::");
        Optional<String> from = known.map(Table::columns)
                .map(columns -> columns.getOrDefault(column, ""))
                .filter(type -> !type.isEmpty());
        if (known.isPresent() && from.isEmpty()) {
            throw new Unclear("the column " + table + "." + column + ", which is not there");
        }
        boolean kept = from.filter(type -> Types.kept(type, to)).isPresent() && !computed && !collated;
        take(Mode.ACCESS_EXCLUSIVE, kept ? Work.NOTHING : Work.REWRITE);
        if (computed || from.filter(type -> Types.widens(type, to)).isEmpty()) {
            losses.add(new Loss(Loss.Kind.TYPE, table, Optional.of(column)));
        }
    }

    private void rename() throws Unclear {
        if (words.takes("constraint")) {
            take(Mode.ACCESS_EXCLUSIVE, Work.NOTHING);
            return;
        }
        Optional<String> column = Optional.empty();
        if (!words.sees("to")) {
            words.takes("column");
            column = Optional.of(words.name());
        }
        words.must("to");
        take(Mode.ACCESS_EXCLUSIVE, Work.NOTHING);
        losses.add(new Loss(Loss.Kind.RENAMED, table, column));
    }

    private void set() throws Unclear {
        if (words.sees("(") || words.sees("without cluster")) {
            take(Mode.SHARE_UPDATE_EXCLUSIVE, Work.NOTHING);
        } else if (words.takesAny("tablespace", "logged", "unlogged", "access method")) {
            take(Mode.ACCESS_EXCLUSIVE, Work.REWRITE);
        } else if (words.takes("schema")) {
            take(Mode.ACCESS_EXCLUSIVE, Work.NOTHING);
            losses.add(new Loss(Loss.Kind.RENAMED, table, Optional.empty()));
        } else {
            throw words.unclear();
        }
    }

    private void validate() throws Unclear {
        String name = words.name();
        take(Mode.SHARE_UPDATE_EXCLUSIVE, Work.SCAN);
        keys().filter(key -> key.name().equals(name))
                .forEach(key -> touches.add(new Touch(key.to(), Mode.ROW_SHARE, Work.NOTHING)));
    }

    private static boolean has(List<Token> tokens, String... sequence) {
        for (int i = 0; i + sequence.length <= tokens.size(); i++) {
            boolean all = true;
            for (int j = 0; j < sequence.length; j++) {
                all = all && tokens.get(i + j).is(sequence[j]);
            }
            if (all) {
                return true;
            }
        }
        return false;
    }
}
