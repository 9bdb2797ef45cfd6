package dev.slipway.lint.tools;

import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.tools.Fact.Database;
import dev.slipway.lint.tools.Fact.Form;
import java.util.List;
import java.util.Optional;

/** MySQL, MongoDB, Redis and SQLite. */
final class OtherDatabases implements Recogniser {
    @Override
    public void facts(Invocation invocation, List<Fact> out) {
        Call call = invocation.inner();
        switch (call.tool()) {
            case "mysqldump", "mariadb-dump", "mariadb-backup" -> {
                Optional<Arg> redirected = invocation.output().map(Invocation.Redirect::file);
                Optional<Arg> file = call.value("-r", "--result-file").or(() -> redirected);
                out.add(new Fact.Dump(Database.MYSQL, file, Form.PLAIN, redirected.isPresent()));
            }
            case "mysql", "mariadb" -> mysql(invocation, call, out);
            case "mongodump" ->
                out.add(new Fact.Dump(
                        Database.MONGO,
                        call.value("-o", "--out", "--archive"),
                        Form.ARCHIVE,
                        invocation.output().isPresent()));
            case "mongorestore" ->
                out.add(new Fact.Restore(
                        Database.MONGO,
                        call.value("--archive")
                                .or(() -> call.operands().stream().findFirst()),
                        Form.ARCHIVE,
                        true));
            case "redis-cli" -> {
                call.value("--rdb")
                        .ifPresent(
                                file -> out.add(new Fact.Dump(Database.REDIS, Optional.of(file), Form.ARCHIVE, false)));
                out.add(new Fact.Query(Database.REDIS, call.tail()));
            }
            default -> {}
        }
    }

    private static void mysql(Invocation invocation, Call call, List<Fact> out) {
        call.value("-e", "--execute").ifPresent(sql -> out.add(new Fact.Query(Database.MYSQL, sql.text())));
        Optional<Arg> file = invocation.input().map(Invocation.Redirect::file);
        if (file.isPresent()
                || (invocation.isPiped() && call.value("-e", "--execute").isEmpty())) {
            out.add(new Fact.Restore(Database.MYSQL, file, Form.PLAIN, !call.has("--force")));
        }
    }
}
