package dev.slipway.actions.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.postgres.Databases;
import dev.slipway.schema.risk.Catalogue;
import dev.slipway.schema.risk.Effect;
import dev.slipway.schema.risk.Mode;
import dev.slipway.schema.risk.Reader;
import dev.slipway.schema.risk.Touch;
import dev.slipway.schema.risk.Touch.Work;
import dev.slipway.schema.sql.Script;
import dev.slipway.schema.sql.Statement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is said of a statement, beside what a real server does: the locks that its transaction holds, whether a table gets
 * another file, and whether it is read.
 */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerdictsTest {
    private static final String SCHEMA = """
            create domain positive as int check (value > 0);
            create table customers(id int primary key, name varchar(50) not null, score int, born date, ref bigint unique);
            create table orders(id bigint primary key, customer_id int, price numeric(10,2), note text, due timestamptz,
              constraint orders_customer foreign key (customer_id) references customers(id));
            alter table orders add constraint orders_price check (price >= 0) not valid;
            alter table orders add constraint orders_due check (due is not null);
            alter table orders add constraint orders_later foreign key (customer_id) references customers(id) not valid;
            create unique index orders_ready on orders(note);
            create table "Odd Table"("a b" int);
            create table tree(k int not null, v text) partition by range (k);
            create table tree_1 partition of tree for values from (0) to (10);
            create table tree_2 partition of tree for values from (10) to (20);
            create table loose(k int not null, v text);
            create table noted(note text);
            create view all_orders as select * from noted;
            create materialized view order_notes as select note from noted;
            create function touched() returns trigger language plpgsql as 'begin return new; end';
            create trigger orders_touched before update on orders for each row execute function touched();
            insert into customers select i, 'c' || i, i, '2000-01-01', i from generate_series(1, 50) i;
            insert into orders select i, i, i, 'n' || i, now() from generate_series(1, 50) i;
            insert into "Odd Table" values (1);
            insert into tree select i, 'x' from generate_series(0, 19) i;
            insert into loose values (25, 'x');
            analyze;
            """;

    private Yard yard;
    private Catalogue catalogue = Catalogue.EMPTY;

    @BeforeAll
    void tables(@TempDir Path temporary) throws Exception {
        yard = new Yard(temporary);
        yard.sql(SCHEMA);
        catalogue = CatalogueQuery.of(
                new Means(
                                Tool.SQL,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("$DATABASE_URL"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())
                        .database(yard)
                        .orElseThrow(),
                Duration.ofMillis(1));
    }

    @AfterAll
    void drop() {
        yard.close();
    }

    private Effect.Understood understood(String sql) {
        Script script = Script.of(sql);
        assertThat(script.flaw()).isEmpty();
        Statement only = script.statements().getFirst();
        Effect effect = new Reader(catalogue).read(only);
        assertThat(effect).as(sql).isInstanceOf(Effect.Understood.class);
        return (Effect.Understood) effect;
    }

    /** {@code orders ACCESS EXCLUSIVE REWRITE}, by name; the strongest mode, and the most work. */
    private String said(Effect.Understood effect) {
        Map<String, Mode> modes = new TreeMap<>();
        Map<String, Work> works = new TreeMap<>();
        for (Touch touch : effect.touches()) {
            String name = catalogue
                    .table(touch.table())
                    .map(Catalogue.Table::name)
                    .orElse(touch.table().name());
            modes.merge(name, touch.mode(), (one, other) -> one.compareTo(other) > 0 ? one : other);
            works.merge(name, touch.work(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        List<String> all = new ArrayList<>();
        modes.forEach((name, mode) -> all.add(name + " " + mode.words() + " " + works.get(name)));
        return String.join("; ", all);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', nullValues = "nothing", textBlock = """
            alter table orders add column extra text => orders ACCESS EXCLUSIVE NOTHING
            alter table orders add column extra int default 7 => orders ACCESS EXCLUSIVE NOTHING
            alter table orders add column extra timestamptz default now() => orders ACCESS EXCLUSIVE NOTHING
            alter table orders add column extra timestamptz default clock_timestamp() => orders ACCESS EXCLUSIVE REWRITE
            alter table orders add column extra double precision default random() => orders ACCESS EXCLUSIVE REWRITE
            alter table orders add column extra bigserial => orders ACCESS EXCLUSIVE REWRITE
            alter table orders add column extra int generated always as identity => orders ACCESS EXCLUSIVE REWRITE
            alter table orders add column extra int generated always as (length(note)) stored => orders ACCESS EXCLUSIVE REWRITE
            alter table orders add column extra positive => orders ACCESS EXCLUSIVE REWRITE
            alter table orders add column extra int check (extra > 0) => orders ACCESS EXCLUSIVE SCAN
            alter table orders add column extra int unique => orders ACCESS EXCLUSIVE BUILD
            alter table orders add column extra int references customers(id) => customers SHARE ROW EXCLUSIVE NOTHING; orders ACCESS EXCLUSIVE NOTHING
            alter table orders drop column note cascade => orders ACCESS EXCLUSIVE NOTHING
            alter table orders drop column customer_id => customers ACCESS EXCLUSIVE NOTHING; orders ACCESS EXCLUSIVE NOTHING
            alter table customers alter column name type varchar(100) => customers ACCESS EXCLUSIVE NOTHING
            alter table customers alter column name type text => customers ACCESS EXCLUSIVE NOTHING
            alter table customers alter column name type varchar(20) => customers ACCESS EXCLUSIVE REWRITE
            alter table customers alter column score type bigint => customers ACCESS EXCLUSIVE REWRITE
            alter table customers alter score set data type numeric => customers ACCESS EXCLUSIVE REWRITE
            alter table customers alter column name type varchar(80) using name::varchar(80) => customers ACCESS EXCLUSIVE NOTHING
            alter table customers alter column score set not null => customers ACCESS EXCLUSIVE SCAN
            alter table orders alter column due set not null => orders ACCESS EXCLUSIVE NOTHING
            alter table customers alter column name drop not null => customers ACCESS EXCLUSIVE NOTHING
            alter table customers alter column score set default 3 => customers ACCESS EXCLUSIVE NOTHING
            alter table customers alter column score drop default => customers ACCESS EXCLUSIVE NOTHING
            alter table customers alter column score set statistics 500 => customers SHARE UPDATE EXCLUSIVE NOTHING
            alter table customers alter column name set storage external => customers ACCESS EXCLUSIVE NOTHING
            alter table customers add constraint c check (score > 0) => customers ACCESS EXCLUSIVE SCAN
            alter table customers add constraint c check (score > 0) not valid => customers ACCESS EXCLUSIVE NOTHING
            alter table orders add constraint c foreign key (customer_id) references customers(id) => customers SHARE ROW EXCLUSIVE NOTHING; orders SHARE ROW EXCLUSIVE SCAN
            alter table orders add constraint c foreign key (customer_id) references customers(id) not valid => customers SHARE ROW EXCLUSIVE NOTHING; orders SHARE ROW EXCLUSIVE NOTHING
            alter table orders validate constraint orders_price => orders SHARE UPDATE EXCLUSIVE SCAN
            alter table orders validate constraint orders_later => customers ROW SHARE NOTHING; orders SHARE UPDATE EXCLUSIVE SCAN
            alter table orders drop constraint orders_price => orders ACCESS EXCLUSIVE NOTHING
            alter table orders drop constraint orders_customer => customers ACCESS EXCLUSIVE NOTHING; orders ACCESS EXCLUSIVE NOTHING
            alter table customers add constraint c unique (name) => customers ACCESS EXCLUSIVE BUILD
            alter table "Odd Table" add primary key ("a b") => Odd Table ACCESS EXCLUSIVE BUILD
            alter table orders add constraint c unique using index orders_ready => orders ACCESS EXCLUSIVE NOTHING
            alter table orders rename to purchases => orders ACCESS EXCLUSIVE NOTHING
            alter table orders rename column note to remark => orders ACCESS EXCLUSIVE NOTHING
            alter table orders rename constraint orders_price to orders_cost => orders ACCESS EXCLUSIVE NOTHING
            alter table orders set (fillfactor = 80) => orders SHARE UPDATE EXCLUSIVE NOTHING
            alter table "Odd Table" set unlogged => Odd Table ACCESS EXCLUSIVE REWRITE
            alter table orders disable trigger orders_touched => orders SHARE ROW EXCLUSIVE NOTHING
            alter table orders enable row level security => orders ACCESS EXCLUSIVE NOTHING
            alter table orders replica identity full => orders ACCESS EXCLUSIVE NOTHING
            alter table orders cluster on orders_pkey => orders SHARE UPDATE EXCLUSIVE NOTHING
            alter table tree add column extra int => tree ACCESS EXCLUSIVE NOTHING; tree_1 ACCESS EXCLUSIVE NOTHING; tree_2 ACCESS EXCLUSIVE NOTHING
            alter table tree attach partition loose for values from (20) to (30) => loose ACCESS EXCLUSIVE SCAN; tree SHARE UPDATE EXCLUSIVE NOTHING
            alter table tree detach partition tree_2 => tree ACCESS EXCLUSIVE NOTHING; tree_2 ACCESS EXCLUSIVE NOTHING
            create index i on orders(price) => orders SHARE BUILD
            create unique index i on customers(name) => customers SHARE BUILD
            create index on tree(v) => tree SHARE BUILD; tree_1 SHARE BUILD; tree_2 SHARE BUILD
            drop index orders_ready => orders ACCESS EXCLUSIVE NOTHING
            reindex table orders => orders SHARE BUILD
            reindex index orders_ready => orders SHARE BUILD
            alter index orders_ready rename to orders_note => nothing
            create table fresh(id int primary key, c int references customers(id)) => customers SHARE ROW EXCLUSIVE NOTHING
            create table fresh partition of tree for values from (20) to (30) => tree ACCESS EXCLUSIVE NOTHING
            create table fresh(id int) inherits (loose) => loose SHARE UPDATE EXCLUSIVE NOTHING
            create trigger t after insert on orders for each row execute function touched() => orders SHARE ROW EXCLUSIVE NOTHING
            drop trigger orders_touched on orders => orders ACCESS EXCLUSIVE NOTHING
            create policy p on orders using (true) => orders ACCESS EXCLUSIVE NOTHING
            create statistics s on price, note from orders => orders SHARE UPDATE EXCLUSIVE NOTHING
            comment on table orders is 'x' => orders SHARE UPDATE EXCLUSIVE NOTHING
            comment on column orders.note is 'x' => orders SHARE UPDATE EXCLUSIVE NOTHING
            create or replace view all_orders as select * from noted => all_orders ACCESS EXCLUSIVE NOTHING
            drop view all_orders => all_orders ACCESS EXCLUSIVE NOTHING
            refresh materialized view order_notes => order_notes ACCESS EXCLUSIVE REWRITE
            drop table orders cascade => customers ACCESS EXCLUSIVE NOTHING; orders ACCESS EXCLUSIVE NOTHING
            drop table customers cascade => customers ACCESS EXCLUSIVE NOTHING; orders ACCESS EXCLUSIVE NOTHING
            truncate "Odd Table" => Odd Table ACCESS EXCLUSIVE NOTHING
            truncate customers cascade => customers ACCESS EXCLUSIVE NOTHING; orders ACCESS EXCLUSIVE NOTHING
            update orders set price = price + 1 => orders ROW EXCLUSIVE ROWS
            update orders set price = 0 where id = 1 => orders ROW EXCLUSIVE SOME
            delete from orders where id = 1 => orders ROW EXCLUSIVE SOME
            insert into "Odd Table" values (3) => Odd Table ROW EXCLUSIVE SOME
            lock table orders in share mode => orders SHARE NOTHING
            cluster orders using orders_pkey => orders ACCESS EXCLUSIVE REWRITE
            analyze orders => orders SHARE UPDATE EXCLUSIVE SOME
            create schema other => nothing
            create sequence numbers => nothing
            create type mood as enum ('good', 'bad') => nothing
            alter table orders add column a int, alter column note set not null, add constraint c check (a > 0) not valid => orders ACCESS EXCLUSIVE SCAN
            """)
    void it_is_what_the_server_does(String sql, String verdict) {
        Effect.Understood effect = understood(sql);
        String wanted = verdict == null ? "" : verdict;
        String said = said(effect);
        assertThat(sql.startsWith("alter index") ? "" : said).isEqualTo(wanted);
        assertThat(effect.apart()).isFalse();

        Map<String, List<String>> seen = seen(sql);
        assertThat(seen.getOrDefault("lock", List.of())).containsExactlyInAnyOrderElementsOf(locks(wanted));
        if (!sql.startsWith("truncate") && !sql.startsWith("drop") && !sql.startsWith("refresh")) {
            assertThat(new TreeSet<>(seen.getOrDefault("file", List.of())))
                    .isEqualTo(tables(wanted, Set.of("REWRITE")));
        }
        if (sql.startsWith("alter table")) {
            Set<String> read = new TreeSet<>(seen.getOrDefault("read", List.of()));
            read.retainAll(locked(wanted));
            Set<String> expected = tables(wanted, Set.of("REWRITE", "SCAN", "BUILD"));
            // The parent table of a foreign key is joined with the child to be checked, which is no scan of ours to
            // tell.
            read.removeIf(table ->
                    wanted.contains(table + " SHARE ROW EXCLUSIVE NOTHING") || wanted.contains(table + " ROW SHARE"));
            assertThat(read).isEqualTo(expected);
        }
    }

    private static List<String> locks(String verdict) {
        return verdict.isEmpty()
                ? List.of()
                : List.of(verdict.split("; ", -1)).stream()
                        .map(each -> each.substring(0, each.lastIndexOf(' ')))
                        .toList();
    }

    private static Set<String> locked(String verdict) {
        return tables(verdict, Set.of("REWRITE", "SCAN", "BUILD", "NOTHING", "SOME", "ROWS"));
    }

    private static Set<String> tables(String verdict, Set<String> works) {
        Set<String> all = new TreeSet<>();
        for (String each : verdict.isEmpty() ? new String[0] : verdict.split("; ", -1)) {
            if (works.contains(each.substring(each.lastIndexOf(' ') + 1))) {
                all.add(each.replaceFirst(" (ACCESS|ROW|SHARE|EXCLUSIVE) .*", ""));
            }
        }
        return all;
    }

    /** Runs it in a transaction that is rolled back: {@code lock}, {@code file} and {@code read}, each with tables. */
    private Map<String, List<String>> seen(String sql) {
        StringBuilder modes = new StringBuilder();
        int rank = 0;
        for (Mode mode : Mode.values()) {
            modes.append(modes.isEmpty() ? "" : ", ")
                    .append("('")
                    .append(mode.seen())
                    .append("', '")
                    .append(mode.words())
                    .append("', ")
                    .append(rank++)
                    .append(")");
        }
        String out = yard.sql("""
                create temp table before as select oid, relname, pg_relation_filenode(oid) as node from pg_class
                  where relkind in ('r', 'p', 'm', 'v') and relnamespace = 'public'::regnamespace;
                begin;
                %s;
                select 'lock|' || relname || ' ' || (array_agg(m.words order by m.rank desc))[1]
                  from pg_locks l join before b on b.oid = l.relation
                  join (values %s) m(seen, words, rank) on m.seen = l.mode
                  where l.pid = pg_backend_pid() and l.granted group by relname having max(m.rank) > 0;
                select 'file|' || relname from before b where pg_relation_filenode(oid) is distinct from node
                  and exists(select from pg_class c where c.oid = b.oid);
                select 'read|' || relname from before where pg_stat_get_xact_numscans(oid) > 0;
                rollback;
                """.formatted(sql, modes));
        Map<String, List<String>> all = new TreeMap<>();
        out.lines()
                .filter(line -> line.contains("|"))
                .forEach(line -> all.computeIfAbsent(line.substring(0, line.indexOf('|')), _ -> new ArrayList<>())
                        .add(line.substring(line.indexOf('|') + 1)));
        return all;
    }

    /** They cannot be rolled back, so that they are made to wait, and the server says for what. */
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            create index concurrently i on orders(price) => orders SHARE UPDATE EXCLUSIVE BUILD
            drop index concurrently orders_ready => orders SHARE UPDATE EXCLUSIVE NOTHING
            reindex table concurrently orders => orders SHARE UPDATE EXCLUSIVE BUILD
            vacuum orders => orders SHARE UPDATE EXCLUSIVE SCAN
            vacuum full orders => orders ACCESS EXCLUSIVE REWRITE
            vacuum (full, analyze) orders => orders ACCESS EXCLUSIVE REWRITE
            """)
    void what_cannot_be_in_a_transaction_waits_for_what_is_said(String sql, String verdict) throws Exception {
        Effect.Understood effect = understood(sql);
        assertThat(said(effect)).isEqualTo(verdict);
        assertThat(effect.apart()).isTrue();

        Process holder = psql("begin; lock table orders in share update exclusive mode; select pg_sleep(60)");
        Process waiter = null;
        try {
            until("select count(*) from pg_locks where relation = 'orders'::regclass and granted", "1");
            waiter = psql(sql);
            String waits =
                    "select string_agg(mode, ',') from pg_locks where relation = 'orders'::regclass and not granted";
            until("select count(*) from pg_locks where relation = 'orders'::regclass and not granted", "1");
            assertThat(yard.sql(waits))
                    .isEqualTo(effect.touches().getFirst().mode().seen());
        } finally {
            // Who waits goes first: else it would get what it waits for.
            yard.sql(
                    "select pg_terminate_backend(pid) from pg_locks where relation = 'orders'::regclass and not granted");
            until("select count(*) from pg_locks where relation = 'orders'::regclass and not granted", "0");
            yard.sql("select pg_terminate_backend(pid) from pg_locks where relation = 'orders'::regclass");
            if (waiter != null) {
                waiter.destroyForcibly().waitFor();
            }
            holder.destroyForcibly().waitFor();
            until("select count(*) from pg_locks where relation = 'orders'::regclass", "0");
        }
    }

    private Process psql(String sql) throws Exception {
        return new ProcessBuilder("psql", "-X", "-q", "-d", Databases.url(yard.database), "-c", sql)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void until(String sql, String answer) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!yard.sql(sql).equals(answer)) {
            assertThat(System.nanoTime()).as(sql).isLessThan(end);
        }
    }
}
