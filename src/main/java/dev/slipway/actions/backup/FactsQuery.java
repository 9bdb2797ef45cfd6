package dev.slipway.actions.backup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is asked of a database so that two can be compared. Each row is one JSON array. */
final class FactsQuery {
    private FactsQuery() {}

    private static final Pattern OWN = Pattern.compile("@own\\((\\w+), (\\w+)\\)");
    private static final Pattern PLAIN = Pattern.compile("@plain\\[(.*?)]");

    /**
     * {@code @own(catalog, alias)} leaves out what is the system's, temporary, or brought along by an extension. {@code @plain[…]}
     * is an expression without its parentheses and casts: both change when it is restored, and mean nothing.
     */
    private static String query(String written) {
        String own = OWN.matcher(written)
                .replaceAll(each -> Matcher.quoteReplacement("n.nspname !~ '^pg_(toast|temp|catalog)'"
                        + " and n.nspname not in ('pg_catalog', 'information_schema')"
                        + " and not exists (select from pg_depend d where d.classid = '" + each.group(1)
                        + "'::regclass and d.objid = " + each.group(2) + ".oid and d.deptype = 'e')"));
        return PLAIN.matcher(own)
                .replaceAll(each -> Matcher.quoteReplacement("regexp_replace(coalesce(" + each.group(1) + ", ''),"
                        + " '::(\"[^\"]+\"|[a-z_.])+( varying| precision)?( with(out)? time zone)?"
                        + "(\\([0-9,]+\\))?(\\[\\])*|[()[:space:]]', '', 'g')"));
    }

    /** Kind, name, and what it is: everything that a dump carries and that a release could miss. */
    static final String SCHEMA = query("""
            select json_build_array(kind, name, md5(what)) from (
              select 'schema' as kind, format('%I', n.nspname) as name, '' as what
                from pg_namespace n where @own(pg_namespace, n)
              union all
              select case c.relkind when 'r' then 'table' when 'p' then 'table' when 'v' then 'view'
                  when 'm' then 'materialised view' when 'S' then 'sequence' when 'f' then 'foreign table'
                  else 'type' end,
                format('%I.%I', n.nspname, c.relname),
                concat(c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity)
                  || coalesce(array_to_string(c.reloptions, ','), '')
                  || coalesce(pg_get_partkeydef(c.oid), '')
                  || case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) else '' end
                  || case when c.relkind in ('v', 'm') then @plain[pg_get_viewdef(c.oid)]
             else '' end
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c') and @own(pg_class, c)
              union all
              select 'column', format('%I.%I.%I', n.nspname, c.relname, a.attname),
                concat(format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated)
                  || coalesce((select k.collname from pg_collation k where k.oid = a.attcollation), '')
                  || @plain[pg_get_expr(d.adbin, d.adrelid)]
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
                where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and @own(pg_class, c)
              union all
              select 'constraint', format('%I.%I.%I', n.nspname, coalesce(c.relname, t.typname), k.conname),
                concat(k.contype, k.condeferrable, k.convalidated) || @plain[pg_get_constraintdef(k.oid)]
                from pg_constraint k join pg_namespace n on n.oid = k.connamespace
                left join pg_class c on c.oid = k.conrelid left join pg_type t on t.oid = k.contypid
                where @own(pg_constraint, k)
              and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = k.conrelid and d.deptype = 'e')
              union all
              select 'index', format('%I.%I', n.nspname, c.relname), concat(i.indisvalid) || @plain[pg_get_indexdef(i.indexrelid)]
                from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
                where @own(pg_class, c)
              and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = i.indrelid and d.deptype = 'e')
              union all
              select 'trigger', format('%I.%I.%I', n.nspname, c.relname, t.tgname),
                concat(t.tgenabled) || @plain[pg_get_triggerdef(t.oid)]
                from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
                where not t.tgisinternal and @own(pg_class, c)
              union all
              select 'function', format('%I.%I', n.nspname, p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')',
                concat(p.prokind) || coalesce(case when p.prokind in ('f', 'p') then pg_get_functiondef(p.oid) end, p.prosrc)
                from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                where @own(pg_proc, p)
              union all
              select 'type', format('%I.%I', n.nspname, t.typname), concat(t.typtype)
                  || coalesce((select string_agg(e.enumlabel, ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid), '')
                  || coalesce(format_type(nullif(t.typbasetype, 0), t.typtypmod), '')
                from pg_type t join pg_namespace n on n.oid = t.typnamespace
                where t.typtype in ('e', 'd', 'r') and @own(pg_type, t)
              union all
              select 'policy', format('%I.%I.%I', n.nspname, c.relname, p.polname),
                concat(p.polcmd, p.polpermissive) || @plain[pg_get_expr(p.polqual, p.polrelid)]
             || @plain[pg_get_expr(p.polwithcheck, p.polrelid)]
                from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
                where @own(pg_class, c)
              union all
              select 'extension', x.extname, x.extversion from pg_extension x
            ) as everything;
            """);

    /**
     * For each table its rows, and a sum over them that does not hang on their order: of a 64-bit hash of each row as text,
     * its columns by name. Materialised views are made anew by a restore and are not compared.
     */
    static final String TABLES = query("""
            select 'savepoint one_table', format('select json_build_array(''rows'', %L, count(*), coalesce(sum(hashtextextended(row(%s)::text collate "C", 0)::numeric), 0)) from only %I.%I as t',
                format('%I.%I', n.nspname, c.relname),
                (select coalesce(string_agg(format('t.%I', a.attname), ', ' order by a.attname), '')
                   from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
                n.nspname, c.relname), 'rollback to savepoint one_table'
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind = 'r' and c.relpersistence in ('p', 'u') and @own(pg_class, c)
              order by n.nspname, c.relname
            \\gexec
            select json_build_array('rows', 'large objects', count(*),
                coalesce(sum(hashtextextended(m.oid::text || ' ' || md5(lo_get(m.oid)), 0)::numeric), 0))
              from pg_largeobject_metadata m;
            """);

    /** Where each sequence stands; sequences know no snapshot. */
    static final String SEQUENCES = query("""
            select 'savepoint one_table', format('select json_build_array(''sequence'', %L, last_value, is_called) from %I.%I',
                format('%I.%I', n.nspname, c.relname), n.nspname, c.relname), 'rollback to savepoint one_table'
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind = 'S' and c.relpersistence in ('p', 'u') and @own(pg_class, c)
            \\gexec
            """);
}
