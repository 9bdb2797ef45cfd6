package dev.slipway.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private static List<String> statements(String sql) {
        Script script = Script.of(sql);
        assertThat(script.flaw()).isEmpty();
        return script.statements().stream().map(Statement::text).toList();
    }

    @Test
    void a_semicolon_in_a_quotation_a_comment_or_a_body_ends_nothing() {
        assertThat(statements("""
                -- one; two
                select 'a;b''c', "d;e", E'f\\';g', $$h;i$$, $x$j;$$;k$x$; /* l; /* m; */ n; */
                create rule r as on insert to t do also (insert into u values (1); insert into v values (2));
                create function f() returns int language sql begin atomic select case when true then 1; end; end;
                select 2
                """)).hasSize(4).last().isEqualTo("select 2");
    }

    @Test
    void a_statement_knows_the_line_at_which_it_begins() {
        Script script = Script.of("\n-- first\nselect 1;\n\n\nselect\n2;\n");
        assertThat(script.statements()).extracting(Statement::line).containsExactly(3, 6);
    }

    @Test
    void what_does_not_end_is_said_with_its_line() {
        assertThat(Script.of("select 1;\nselect 'a\n;").flaw())
                .isEqualTo(Optional.of(new Script.Flaw(2, "a quotation that begins here does not end")));
        assertThat(Script.of("select $a$ b;\n").flaw())
                .isEqualTo(Optional.of(new Script.Flaw(1, "a quotation that begins here with $a$ does not end")));
        assertThat(Script.of("/* a /* b */\nselect 1").flaw())
                .isEqualTo(Optional.of(new Script.Flaw(1, "a comment that begins here does not end")));
        assertThat(Script.of("select (1;\nselect 2;").flaw())
                .isEqualTo(Optional.of(
                        new Script.Flaw(1, "a parenthesis in the statement that begins here is not closed")));
        assertThat(Script.of("\\connect other\n").flaw())
                .isEqualTo(Optional.of(new Script.Flaw(1, "a backslash begins a command of psql, which is not SQL")));
    }

    @Test
    void a_transaction_of_its_own_is_found_and_a_savepoint_is_none() {
        assertThat(Script.of("savepoint a; rollback to a; select 1").transactionControl())
                .isEmpty();
        assertThat(Script.of("select 1; COMMIT").transactionControl()).isPresent();
        assertThat(Script.of("Start Transaction; select 1").transactionControl())
                .isPresent();
    }

    @Test
    void a_long_text_is_read_in_a_moment() {
        String text = "insert into t values ('" + "x".repeat(200) + "');\n";
        assertThat(Script.of(text.repeat(20_000)).statements()).hasSize(20_000);
    }
}
