package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.hands.Refusal;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.schema.risk.Catalogue;
import dev.slipway.schema.risk.Catalogue.Size;
import dev.slipway.schema.risk.Catalogue.Table;
import dev.slipway.schema.risk.Relation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a live database for what the risk of a migration hangs on. Reads catalogues and statistics, and no table. */
final class CatalogueQuery {
    private static final String TABLES = """
            with recursive below(top, oid) as (
              select inhparent, inhrelid from pg_inherits
              union select b.top, i.inhrelid from below b join pg_inherits i on i.inhparent = b.oid)
            select jsonb_build_object(
              'oid', c.oid::text, 'schema', n.nspname, 'name', c.relname,
              'rows', (case when c.reltuples > 0 and c.relpages > 0
                 then c.reltuples / c.relpages * (pg_relation_size(c.oid) / current_setting('block_size')::int)
                 else greatest(c.reltuples, coalesce(s.n_live_tup, 0), 0) end)::bigint,
              'bytes', case when c.relkind in ('r', 'm') then pg_table_size(c.oid) else 0 end,
              'indexes', case when c.relkind in ('r', 'm') then pg_indexes_size(c.oid) else 0 end,
              'oldest', (select coalesce(extract(epoch from max(clock_timestamp() - a.xact_start)), 0)::bigint
                 from pg_locks l join pg_stat_activity a on a.pid = l.pid
                 where l.relation = c.oid and l.granted and a.pid <> pg_backend_pid()),
              'columns', (select coalesce(jsonb_object_agg(attname, format_type(atttypid, atttypmod)), '{}')
                 from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped),
              'required', (select coalesce(jsonb_agg(a.attname), '[]') from pg_attribute a
                 where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and (a.attnotnull or exists(
                   select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.convalidated
                     and pg_get_constraintdef(k.oid) = 'CHECK ((' || quote_ident(a.attname) || ' IS NOT NULL))'))),
              'index_names', (select coalesce(jsonb_agg(i.relname), '[]') from pg_index x
                 join pg_class i on i.oid = x.indexrelid where x.indrelid = c.oid),
              'keys', (select coalesce(jsonb_agg(jsonb_build_array(k.conname, (select jsonb_agg(a.attname) from pg_attribute a
                   where a.attrelid = c.oid and a.attnum = any(k.conkey)), rn.nspname, r.relname)), '[]')
                 from pg_constraint k join pg_class r on r.oid = k.confrelid
                 join pg_namespace rn on rn.oid = r.relnamespace where k.conrelid = c.oid and k.contype = 'f'),
              'referring', (select coalesce(jsonb_agg(distinct array[rn.nspname, r.relname]::text[]), '[]')
                 from pg_constraint k join pg_class r on r.oid = k.conrelid
                 join pg_namespace rn on rn.oid = r.relnamespace
                 where k.confrelid = c.oid and k.contype = 'f' and k.conrelid <> c.oid),
              'parts', (select coalesce(jsonb_agg(array[bn.nspname, p.relname]::text[]), '[]') from below b
                 join pg_class p on p.oid = b.oid join pg_namespace bn on bn.oid = p.relnamespace where b.top = c.oid))
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            left join pg_stat_user_tables s on s.relid = c.oid
            where c.relkind in ('r', 'p', 'm', 'v') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema';
            """;
    private static final String WRITES = """
            select jsonb_build_array(relid::text, n_tup_ins + n_tup_upd + n_tup_del) from pg_stat_user_tables;
            """;

    private CatalogueQuery() {}

    /** @param watched for how long writes are counted */
    static Catalogue of(Tools tools, Duration watched) throws Refusal, InterruptedException {
        try (Psql session = Psql.plain(tools, "slipway " + tools.site().origin())) {
            session.run("set statement_timeout = '60s'; set lock_timeout = '5s';");
            List<String> path =
                    texts(session.value("select coalesce(jsonb_agg(s), '[]') from unnest(current_schemas(false)) s;"));
            Map<String, Long> before = writes(session);
            tools.site().pause(watched);
            Map<String, Long> after = writes(session);
            List<Table> tables = new ArrayList<>();
            for (Data row : session.rows(TABLES)) {
                Map<String, Data> all = ((Data.Mapping) row).entries();
                String oid = text(all, "oid");
                long more = after.getOrDefault(oid, 0L) - before.getOrDefault(oid, 0L);
                tables.add(table(all, Math.max(0, more) / Math.max(0.001, watched.toMillis() / 1000.0)));
            }
            return new Catalogue(
                    path,
                    tables,
                    texts(
                            session.value(
                                    "select coalesce(jsonb_agg(distinct proname), '[]') from pg_proc where provolatile = 'v';")),
                    texts(session.value("select coalesce(jsonb_agg(typname), '[]') from pg_type t where typtype = 'd'"
                            + " and (typnotnull or exists(select from pg_constraint where contypid = t.oid));")));
        }
    }

    private static Map<String, Long> writes(Psql session) throws Refusal, InterruptedException {
        Map<String, Long> all = new LinkedHashMap<>();
        for (Data row : session.rows(WRITES)) {
            List<Data> columns = ((Data.Listing) row).items();
            all.put(columns.getFirst().plain(), number(columns.getLast()));
        }
        return all;
    }

    private static Table table(Map<String, Data> all, double writes) {
        Map<String, String> columns = new LinkedHashMap<>();
        if (all.get("columns") instanceof Data.Mapping(Map<String, Data> entries)) {
            entries.forEach((name, type) -> columns.put(name, type.plain()));
        }
        List<Catalogue.Key> keys = new ArrayList<>();
        for (Data each : items(all, "keys")) {
            List<Data> key = ((Data.Listing) each).items();
            keys.add(new Catalogue.Key(
                    key.getFirst().plain(),
                    texts(key.get(1)),
                    new Relation(Optional.of(key.get(2).plain()), key.get(3).plain())));
        }
        return new Table(
                text(all, "schema"),
                text(all, "name"),
                new Size(count(all, "rows"), count(all, "bytes"), count(all, "indexes"), writes, count(all, "oldest")),
                columns,
                items(all, "required").stream().map(Data::plain).toList(),
                items(all, "index_names").stream().map(Data::plain).toList(),
                keys,
                relations(all, "referring"),
                relations(all, "parts"));
    }

    private static List<Relation> relations(Map<String, Data> all, String name) {
        return items(all, name).stream()
                .map(CatalogueQuery::texts)
                .map(pair -> new Relation(Optional.of(pair.getFirst()), pair.getLast()))
                .toList();
    }

    private static List<Data> items(Map<String, Data> all, String name) {
        return all.get(name) instanceof Data.Listing(List<Data> items) ? items : List.of();
    }

    private static List<String> texts(Data data) {
        return data instanceof Data.Listing(List<Data> items)
                ? items.stream().map(Data::plain).toList()
                : List.of();
    }

    private static String text(Map<String, Data> all, String name) {
        return all.getOrDefault(name, Data.nothing()).plain();
    }

    private static long count(Map<String, Data> all, String name) {
        return number(all.getOrDefault(name, Data.nothing()));
    }

    private static long number(Data data) {
        return data instanceof Data.Num(BigDecimal value) ? value.longValue() : 0;
    }
}
