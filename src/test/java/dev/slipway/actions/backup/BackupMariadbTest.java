package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proving;
import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.run.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class BackupMariadbTest {
    private static final String PASSWORD = "a-password-of-mariadb";

    /** Tables as they are met. */
    private static final String AWKWARD = """
            create database `a shop` character set utf8mb4;
            use `a shop`;
            create table plain(id int auto_increment primary key, text varchar(200), at timestamp(6) default now(6));
            insert into plain(text) values ('one'), ('it''s "two" \\\\ \\n three'), (null), ('naïve ☃ 😀');
            create table no_key(a int, b blob);
            insert into no_key values (1, x'00ff0a0d27'), (1, x'00ff0a0d27'), (null, '');
            create table `Quoted ``Name``` (`a column, with; everything` int, `select` decimal(20, 5) default 1.5);
            insert into `Quoted ``Name``` values (1, 2.50000), (-7, 0);
            create table made(a int, b int generated always as (a * 2) stored, c json, d bit(3), e enum('x', 'y'));
            insert into made(a, c, d, e) values (4, '{"k": [1, null]}', b'101', 'y');
            create table parted(id int, at date) partition by range (year(at)) (partition p25 values less than (2026), partition rest values less than maxvalue);
            insert into parted values (1, '2025-05-05'), (2, '2026-06-06');
            create table refers(id int primary key, plain int, foreign key (plain) references plain(id) on delete cascade);
            insert into refers values (1, 2);
            create sequence numbers start with 100 increment by 10 nocache;
            do nextval(numbers);
            create view shown as select p.id, upper(p.text) as loud from plain p join refers r on r.plain = p.id;
            delimiter //
            create procedure twice(in a int) begin
            -- Host: this line is part of it
              select a * 2; end//
            create function one() returns int deterministic return 1//
            create trigger touched before update on plain for each row begin set new.at = now(6); end//
            delimiter ;
            """;

    @TempDir
    Path temporary;

    private final List<List<String>> lines = new CopyOnWriteArrayList<>();
    private Ground ground;
    private Servers servers;
    private int port;

    @BeforeEach
    void start_one() throws Exception {
        ground = new Ground(temporary, new Overheard(temporary, lines));
        servers = new Servers(temporary);
        port = servers.mariadb(PASSWORD);
        ground.secrets.add(new Secret("DB_PASSWORD", PASSWORD));
        sql(AWKWARD);
    }

    @AfterEach
    void end_it() throws Exception {
        servers.close();
        ground.close();
    }

    private String client() {
        return "MYSQL_PWD=" + PASSWORD + " mariadb -h 127.0.0.1 -P " + port
                + " -u slipway --default-character-set=utf8mb4 ";
    }

    private String sql(String sql) {
        return Ground.shell(client() + "-BN", sql);
    }

    private Outcome backup(String... more) throws InterruptedException {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("host", Data.of("127.0.0.1"));
        all.put("port", Data.of(port));
        all.put("user", Data.of("slipway"));
        all.put("password", Data.of("$DB_PASSWORD"));
        all.put("database", Data.of("a shop"));
        all.put("store", Data.of("backups"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], Data.of(more[i + 1]));
        }
        return ground.perform(new BackupMariadb(), all);
    }

    private String why(String... more) throws InterruptedException {
        return ((Outcome.Failed) backup(more)).reason();
    }

    @Test
    void awkward_tables_are_dumped_proved_and_restored_by_the_plain_tools() throws Exception {
        for (Proving how : Proving.values()) {
            assertThat(backup("prove", how.word())).as(ground.said.toString()).isInstanceOf(Outcome.Succeeded.class);
            assertThat(ground.vault.catalogue().backups().getLast()).matches(Backup::proven);
        }
        assertThat(((Outcome.Succeeded) backup()).summary())
                .contains("6 tables, dumped again, are equal; restored in ");
        assertThat(sql("show databases like 'slipway_side%'")).isEmpty();

        Path key = Files.writeString(
                temporary.resolve("key.txt"), ground.keys.identity().reveal() + "\n");
        sql("create database copy character set utf8mb4");
        String line = ground.vault.catalogue().backups().getLast().restore();
        Ground.shell(
                "cd " + ground.store + " && "
                        + line.replace("KEYFILE", key.toString())
                                .replace("| mariadb", "| " + client())
                                .replace("DATABASE", "copy"),
                "");
        String sums = "checksum table %1$s.plain, %1$s.no_key, %1$s.made, %1$s.parted, %1$s.refers extended";
        assertThat(sql(sums.formatted("copy")).replace("copy.", ""))
                .isEqualTo(sql(sums.formatted("`a shop`")).replace("a shop.", ""));
        assertThat(sql("select loud from copy.shown; select nextval(copy.numbers); select copy.one()"))
                .isEqualTo(sql(
                        "select loud from `a shop`.shown; select nextval(`a shop`.numbers); select `a shop`.one()"));
    }

    @Test
    void the_password_is_on_no_command_line_and_in_nothing_that_is_kept() throws Exception {
        assertThat(backup()).isInstanceOf(Outcome.Succeeded.class);
        assertThat(lines).hasSizeGreaterThan(2);
        assertThat(lines.toString() + ground.said).doesNotContain(PASSWORD);
        assertThat(Ground.shell("grep -rlF -- " + PASSWORD + " " + ground.store + " || true", ""))
                .isEmpty();
    }

    @Test
    void what_cannot_be_done_is_said_in_a_sentence() throws Exception {
        ground.secrets.add(new Secret("WRONG", "not-the-password"));
        assertThat(why("password", "$WRONG"))
                .isEqualTo("Access denied for user 'slipway'@'127.0.0.1' (using password: YES)");
        assertThat(why("database", "none")).isEqualTo("there is no database none, or the user may not see it");
        sql("create table `a shop`.old(a int) engine=myisam");
        assertThat(why())
                .isEqualTo(
                        "a transaction does not catch old of MyISAM at the same instant as the others: convert them, or"
                                + " consistent: lock");
        assertThat(backup("consistent", "lock")).isInstanceOf(Outcome.Succeeded.class);
        sql(
                "use `a shop`; create event e on schedule every 1 day do delete from plain; set global event_scheduler = on");
        assertThat(why("consistent", "lock"))
                .isEqualTo("a shop has events, which would run in the database beside it too: prove: list, or turn"
                        + " event_scheduler off meanwhile");
        assertThat(backup("consistent", "lock", "prove", "list")).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void a_dump_without_its_last_line_counts_for_nothing() throws Exception {
        Path tools = Files.createDirectories(temporary.resolve("tools"));
        Ground.shell(
                "cd " + tools
                        + " && printf '#!/bin/bash\\nset -o pipefail\\nmariadb-dump \"$@\" | head -n 40\\nexit 0\\n' >mariadb-dump && chmod +x"
                        + " mariadb-dump && ln -s $(command -v mariadb) mariadb",
                "");
        assertThat(why("tools", tools.toString()))
                .isEqualTo("mariadb-dump has ended without its last line: the dump is cut off");
        assertThat(ground.vault.catalogue().backups()).isEmpty();
        assertThat(ground.vault.catalogue().stray()).isEmpty();
    }

    @Test
    void a_side_database_that_a_killed_run_has_left_is_dropped_and_one_in_use_is_not() throws Exception {
        sql("create database slipway_side_0123456789ab; create database slipway_side_aaaaaaaaaaaa");
        Process keeper = new ProcessBuilder(
                        "bash",
                        "-c",
                        client() + "-BN -e \"select get_lock('slipway_side_aaaaaaaaaaaa', 1); select sleep(60)\"")
                .start();
        try {
            while (!sql("select is_free_lock('slipway_side_aaaaaaaaaaaa')").equals("0")) {
                Thread.onSpinWait();
            }
            assertThat(backup("prove", "hash")).isInstanceOf(Outcome.Succeeded.class);
            assertThat(sql("show databases like 'slipway_side%'")).isEqualTo("slipway_side_aaaaaaaaaaaa");
        } finally {
            keeper.descendants().forEach(ProcessHandle::destroyForcibly);
            keeper.destroyForcibly().waitFor();
        }
    }
}
