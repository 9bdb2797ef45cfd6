package dev.slipway.schema.sql;

import java.util.List;
import java.util.Optional;

/**
 * SQL text as the statements that psql would send.
 *
 * @param flaw what cannot be read, and then the statements end before it
 */
public record Script(List<Statement> statements, Optional<Flaw> flaw) {
    public Script {
        statements = List.copyOf(statements);
    }

    /** @param says a sentence without a full stop */
    public record Flaw(int line, String says) {}

    public static Script of(String sql) {
        return new Splitting(sql).script();
    }

    /** A statement that begins or ends a transaction. */
    public Optional<Statement> transactionControl() {
        return statements.stream().filter(Script::controls).findFirst();
    }

    private static boolean controls(Statement statement) {
        return statement.begins("begin")
                || statement.begins("commit")
                || (statement.begins("rollback") && !statement.begins("rollback to"))
                || statement.begins("end")
                || statement.begins("abort")
                || statement.begins("start transaction")
                || statement.begins("prepare transaction");
    }
}
