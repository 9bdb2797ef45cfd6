package dev.slipway.lint.tools;

import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.tools.Fact.Database;
import dev.slipway.lint.tools.Fact.Form;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** PostgreSQL's own programs. */
final class Postgres implements Recogniser {
    @Override
    public void facts(Invocation invocation, List<Fact> out) {
        Call call = invocation.inner();
        switch (call.tool()) {
            case "pg_dump", "pg_dumpall" -> dump(invocation, call, out);
            case "pg_basebackup" ->
                out.add(new Fact.Dump(Database.POSTGRES, call.value("-D", "--pgdata"), Form.ARCHIVE, false));
            case "pg_restore" -> restore(call, out);
            case "psql" -> psql(invocation, call, out);
            default -> {}
        }
    }

    private static void dump(Invocation invocation, Call call, List<Fact> out) {
        Optional<Arg> option = call.value("-f", "--file");
        Optional<Arg> redirected = invocation.output().map(Invocation.Redirect::file);
        String format = call.value("-F", "--format").map(Arg::text).orElse("p").toLowerCase(Locale.ROOT);
        Form form = format.startsWith("p") ? Form.PLAIN : Form.ARCHIVE;
        out.add(new Fact.Dump(Database.POSTGRES, option.or(() -> redirected), form, redirected.isPresent()));
    }

    private static void restore(Call call, List<Fact> out) {
        if (!call.has("-l", "--list")) {
            boolean guarded = call.has("-e", "--exit-on-error", "-1", "--single-transaction");
            out.add(new Fact.Restore(Database.POSTGRES, file(call), Form.ARCHIVE, guarded));
        }
    }

    private static Optional<Arg> file(Call call) {
        return call.operands().stream().findFirst();
    }

    private static void psql(Invocation invocation, Call call, List<Fact> out) {
        boolean guarded = call.all("-v", "--set", "--variable")
                .flatMap(flag -> flag.value().stream())
                .anyMatch(value -> value.text().startsWith("ON_ERROR_STOP=1")
                        || value.text().startsWith("ON_ERROR_STOP=on"));
        String sql = Stream.concat(
                        call.all("-c", "--command")
                                .flatMap(flag -> flag.value().stream())
                                .map(Arg::text),
                        invocation.heredocs())
                .collect(Collectors.joining(";\n"));
        if (!sql.isBlank()) {
            out.add(new Fact.Query(Database.POSTGRES, sql));
        }
        Optional<Arg> file = invocation.input().map(Invocation.Redirect::file).or(() -> call.value("-f", "--file"));
        if (file.isPresent() || (invocation.isPiped() && sql.isBlank())) {
            out.add(new Fact.Restore(Database.POSTGRES, file, Form.PLAIN, guarded));
        }
    }
}
