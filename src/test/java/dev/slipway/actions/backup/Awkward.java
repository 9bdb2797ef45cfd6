package dev.slipway.actions.backup;

/** Tables as they are met, not as they are taught. */
final class Awkward {
    private Awkward() {}

    static final String SQL = """
            create table plain(id bigserial primary key, text text, at timestamptz default now());
            insert into plain(text) select 'row ' || i from generate_series(1, 1000) i;
            create table no_key(a int, b text);
            insert into no_key select i % 3, null from generate_series(1, 50) i;
            create table "Quoted ""Name"" of a table"("a column, with; everything" text, "'" int);
            insert into "Quoted ""Name"" of a table" values (E'line\\nbreak\\ttab \\\\ back', 1), ('', null), (null, 2);
            create sequence "Odd Sequence" start 17 increment 3;
            select nextval('"Odd Sequence"');
            create sequence unused;
            create table generated(a numeric(12, 3), b numeric generated always as (a * 2) stored, c int generated always as identity);
            insert into generated(a) select i / 7.0 from generate_series(1, 100) i;
            create table parted(id int, at date) partition by range (at);
            create table parted_2025 partition of parted for values from ('2025-01-01') to ('2026-01-01');
            create table parted_rest partition of parted default;
            insert into parted select i, date '2025-06-01' + i from generate_series(1, 400) i;
            create table parent(a int); create table child(b int) inherits (parent);
            insert into parent values (1); insert into child values (2, 3);
            create materialized view counted as select count(*) from plain;
            insert into plain(text) values ('after the view'); delete from plain where text = 'after the view';
            create type mood as enum ('sad', 'ok', 'happy');
            create domain positive as int check (value > 0);
            create table typed(m mood, p positive, j jsonb, x xml, f float8, r int4range, a text[], by bytea, iv interval, t time);
            insert into typed values ('ok', 3, '{"b": 1, "a": [null]}', '<a/>', 0.1 + 0.2, '[1,5)', '{a,"b c",NULL}', '\\xdeadbeef', '1 day 2 hours', '12:00');
            create table listed(state varchar(10) check (state in ('new', 'done')), n int default 1 + 2, constraint odd check (n % 2 = 1 or (n > 10 and n < 20)));
            insert into listed values ('new', 3);
            create index lower_text on plain (lower(text)) where (id > 10 and text <> 'x');
            create view shown as select p.id, upper(p.text) as loud from plain p where p.text in ('a', 'b') order by 1;
            create function twice(a int) returns int language sql as 'select a * 2';
            create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
            create trigger touched before update on plain for each row when (old.text is distinct from new.text) execute function touch();
            alter table no_key enable row level security;
            create policy few on no_key using (a = 1);
            create table refers(id int primary key, plain bigint references plain(id) on delete cascade deferrable initially deferred);
            insert into refers values (1, 5);
            create table no_columns(); insert into no_columns default values;
            create unlogged table fast(a int); insert into fast values (1);
            create schema "Other"; create table "Other".plain(a int); insert into "Other".plain values (42);
            create extension if not exists pg_trgm; create index trigrams on plain using gin (text gin_trgm_ops);
            create extension if not exists hstore; create table keyed(h hstore); insert into keyed values ('a=>1, b=>NULL');
            select lo_from_bytea(0, convert_to(repeat('large object ', 1000), 'UTF8'));
            """;
}
