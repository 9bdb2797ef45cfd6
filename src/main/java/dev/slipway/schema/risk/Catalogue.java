package dev.slipway.schema.risk;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a live database says of its tables.
 *
 * @param path the schemas in which names without one are looked up
 * @param volatiles functions whose value is another for each row
 * @param domains types with checks of their own
 */
public record Catalogue(List<String> path, List<Table> tables, List<String> volatiles, List<String> domains) {
    public static final Catalogue EMPTY = new Catalogue(
            List.of("public"),
            List.of(),
            List.of("nextval", "random", "clock_timestamp", "gen_random_uuid"),
            List.of());

    public Catalogue {
        path = List.copyOf(path);
        tables = List.copyOf(tables);
        volatiles = List.copyOf(volatiles);
        domains = List.copyOf(domains);
    }

    /**
     * @param rows as the server last counted them, about
     * @param bytes of the table without its indexes
     * @param writes a second, as just measured
     * @param oldest how many seconds the oldest transaction is open that uses it
     */
    public record Size(long rows, long bytes, long indexes, double writes, long oldest) {}

    /** A foreign key of a table. */
    public record Key(String name, List<String> columns, Relation to) {
        public Key {
            columns = List.copyOf(columns);
        }
    }

    /**
     * @param columns by name, with their types as {@code format_type} writes them
     * @param required columns that cannot be null, or are shown not to be by a check that was validated
     * @param referring tables whose foreign keys refer to it
     * @param parts partitions and children, all the way down
     */
    public record Table(
            String schema,
            String name,
            Size size,
            Map<String, String> columns,
            List<String> required,
            List<String> indexes,
            List<Key> keys,
            List<Relation> referring,
            List<Relation> parts) {
        public Table {
            columns = Map.copyOf(columns);
            required = List.copyOf(required);
            indexes = List.copyOf(indexes);
            keys = List.copyOf(keys);
            referring = List.copyOf(referring);
            parts = List.copyOf(parts);
        }

        public Relation relation() {
            return new Relation(Optional.of(schema), name);
        }
    }

    public Optional<Table> table(Relation relation) {
        return schemas(relation).stream()
                .flatMap(schema -> tables.stream()
                        .filter(table ->
                                table.schema().equals(schema) && table.name().equals(relation.name())))
                .findFirst();
    }

    /** The table that an index is of. */
    public Optional<Table> indexed(Relation index) {
        return schemas(index).stream()
                .flatMap(schema -> tables.stream()
                        .filter(table ->
                                table.schema().equals(schema) && table.indexes().contains(index.name())))
                .findFirst();
    }

    private List<String> schemas(Relation relation) {
        return relation.schema().map(List::of).orElse(path);
    }
}
