package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.postgres.Databases;
import dev.slipway.run.Outcome;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class CheckInvariantsTest {

    @TempDir
    Path temporary;

    private Ground ground;

    @BeforeEach
    void make_the_database() {
        ground = new Ground(temporary);
        ground.sql(
                "create table orders(id int primary key, total numeric); insert into orders values (1, 10), (2, 5.50);"
                        + " create table lines(id int, of int); insert into lines values (7, 1), (8, 9)");
    }

    @AfterEach
    void drop_it() {
        ground.close();
    }

    private static Data invariant(String... words) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("sql", Data.of(words[0]));
        all.put("is", Data.of(words[1]));
        if (words.length > 2) {
            all.put("name", Data.of(words[2]));
        }
        return new Data.Mapping(all);
    }

    private Outcome check(Data... invariants) throws InterruptedException {
        return ground.perform(
                new CheckInvariants(),
                Map.of(
                        "url", Data.of("$DATABASE_URL"),
                        "timeout", Data.of("500ms"),
                        "hold", new Data.Listing(Arrays.asList(invariants))));
    }

    @Test
    void named_values_are_outputs_for_the_check_after_the_release() throws Exception {
        assertThat(check(
                        invariant("select count(*) from orders", "> 0", "orders"),
                        invariant("select sum(total) from orders;", "within 1% of 15.5", "total"),
                        invariant("select true", "t"),
                        invariant("select 'a b'", "a b", "word")))
                .isEqualTo(new Outcome.Succeeded(
                        "all 4 hold",
                        Map.of(
                                "orders", Data.of(2),
                                "total", new Data.Num(new java.math.BigDecimal("15.50")),
                                "word", Data.of("a b"))));
    }

    @Test
    void all_that_do_not_hold_are_said() throws Exception {
        assertThat(check(
                        invariant("select count(*) from orders", ">= 3", "orders"),
                        invariant("select 1", "1"),
                        invariant(
                                "select l.id, l.of from lines l left join orders o on o.id = l.of where o.id is null",
                                "no rows")))
                .isEqualTo(new Outcome.Failed(
                        "orders gives 2 and not >= 3; 'select l.id, l.of from lines l left join orders o"
                                + " on o.id = l.of where o.id is null' gives 8|9 and not no rows"));
    }

    @Test
    void nothing_can_be_changed() throws Exception {
        assertThat(check(invariant("select 1", "1"), invariant("delete from orders returning 1", "1")))
                .isEqualTo(new Outcome.Failed(
                        "'delete from orders returning 1' cannot be asked: cannot execute DELETE in a"
                                + " read-only transaction"));
        assertThat(ground.sql("select count(*) from orders")).isEqualTo("2");
    }

    @Test
    void a_query_that_takes_too_long_is_ended() throws Exception {
        assertThat(check(invariant("select pg_sleep(30)", "")))
                .isEqualTo(new Outcome.Failed(
                        "'select pg_sleep(30)' cannot be asked: canceling statement due to statement timeout"));
    }

    @Test
    void all_queries_see_one_instant() throws Exception {
        Process writer = new ProcessBuilder(
                        "psql",
                        "-X",
                        "-q",
                        "-d",
                        Databases.url(ground.database),
                        "-c",
                        "do $$ begin for i in 10..100000 loop insert into orders values (i, 0); commit; end loop; end $$")
                .redirectErrorStream(true)
                .start();
        try {
            for (int i = 0; i < 5; i++) {
                Outcome.Succeeded seen = (Outcome.Succeeded) check(
                        invariant("select count(*) from orders", "> 0", "first"),
                        invariant("select '' from pg_sleep(0.1)", ""),
                        invariant("select count(*) from orders", "> 0", "second"));
                assertThat(seen.outputs().get("first")).isEqualTo(seen.outputs().get("second"));
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    @Test
    void two_of_one_name_are_a_mistake_of_the_author() {
        assertThat(new CheckInvariants()
                        .parameters()
                        .check(new Data.Mapping(Map.of(
                                "url",
                                Data.of("$DATABASE_URL"),
                                "hold",
                                new Data.Listing(List.of(
                                        invariant("select 1", "1", "one"), invariant("select 1", "1", "one")))))))
                .singleElement()
                .satisfies(fault -> assertThat(fault.says()).isEqualTo("two invariants are called 'one'"));
    }
}
