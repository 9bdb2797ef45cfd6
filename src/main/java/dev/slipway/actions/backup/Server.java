package dev.slipway.actions.backup;

import dev.slipway.base.Data;
import dev.slipway.hands.Refusal;
import dev.slipway.parameters.Size;
import dev.slipway.postgres.Psql;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What a server says of itself and of one of its databases.
 *
 * @param bytes of the database, with its indexes
 * @param tables of its tables alone: what a dump reads
 */
record Server(
        int major,
        String version,
        boolean superuser,
        boolean createdb,
        boolean standby,
        long bytes,
        long tables,
        Optional<String> folder) {
    private static final int OLDEST = 13;

    static Server ask(Psql session) throws Refusal, InterruptedException {
        Data.Mapping said = (Data.Mapping) session.value("""
                select json_build_object(
                    'number', current_setting('server_version_num')::int,
                    'version', current_setting('server_version'),
                    'superuser', (select rolsuper from pg_roles where rolname = current_user),
                    'createdb', (select rolcreatedb or rolsuper from pg_roles where rolname = current_user),
                    'standby', pg_is_in_recovery(),
                    'bytes', pg_database_size(current_database()),
                    'tables', (select coalesce(sum(pg_table_size(c.oid)), 0) from pg_class c where c.relkind = 'r'
                        and c.relnamespace <> 'pg_catalog'::regnamespace),
                    'folder', case when pg_has_role('pg_read_all_settings', 'member')
                        then current_setting('data_directory', true) end);
                """);
        Map<String, Data> all = said.entries();
        int major = (int) (number(all, "number") / 10_000);
        if (major < OLDEST) {
            throw new Refusal("the server is PostgreSQL " + major + ", and Slipway knows " + OLDEST + " and newer");
        }
        return new Server(
                major,
                text(all, "version"),
                truth(all, "superuser"),
                truth(all, "createdb"),
                truth(all, "standby"),
                number(all, "bytes"),
                number(all, "tables"),
                Optional.ofNullable(all.get("folder")).map(Data::plain).filter(path -> !path.isEmpty()));
    }

    private static long number(Map<String, Data> all, String name) {
        return all.get(name) instanceof Data.Num(BigDecimal value) ? value.longValue() : 0;
    }

    private static String text(Map<String, Data> all, String name) {
        return Optional.ofNullable(all.get(name)).map(Data::plain).orElse("");
    }

    private static boolean truth(Map<String, Data> all, String name) {
        return all.get(name) instanceof Data.Bool(boolean truth) && truth;
    }

    static String size(long bytes) {
        return new Size.Bytes(bytes).toString();
    }
}
