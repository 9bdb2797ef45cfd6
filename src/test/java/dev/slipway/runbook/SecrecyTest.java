package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Phrase;
import dev.slipway.base.Secret;
import dev.slipway.base.Span;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecrecyTest {

    private static FrontMatter.Variable variable(String name, Optional<Boolean> secret) {
        return new FrontMatter.Variable(
                new Phrase(name, Span.point("r.md", 1, 1)),
                Optional.empty(),
                secret,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false);
    }

    private static List<String> masked(String name, Optional<Boolean> secret, Secrecy.Origin origin, String value) {
        return Secrecy.secrets(variable(name, secret), origin, value).stream()
                .map(Secret::reveal)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SECRET_KEY",
                "POSTGRES_PASSWORD",
                "PASSWD",
                "DB_PASS",
                "DB_PWD",
                "API_TOKEN",
                "KEY",
                "AWS_CREDENTIALS",
                "PRIVATE_PEM",
                "SALT",
                "BASIC_AUTH",
                "SESSION_COOKIE",
                "SLACK_WEBHOOK_URL",
                "SENTRY_DSN",
                "db_password"
            })
    void a_part_of_the_name_gives_a_secret_of_a_dotenv_file_away(String name) {
        assertThat(Secrecy.isSecret(variable(name, Optional.empty()), Secrecy.Origin.DOTENV))
                .isTrue();
        assertThat(Secrecy.isSecret(variable(name, Optional.empty()), Secrecy.Origin.ENV))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMPASS", "KEYBOARD", "TOKENIZER", "DATABASE_URL", "AUTHOR", "PASSAGE", "MONKEY"})
    void a_part_of_a_word_does_not(String name) {
        assertThat(Secrecy.isSecret(variable(name, Optional.empty()), Secrecy.Origin.DOTENV))
                .isFalse();
    }

    @Test
    void the_author_has_the_last_word() {
        assertThat(Secrecy.isSecret(variable("API_TOKEN", Optional.of(false)), Secrecy.Origin.DOTENV))
                .isFalse();
        assertThat(Secrecy.isSecret(variable("COLOUR", Optional.of(true)), Secrecy.Origin.ENV))
                .isTrue();
    }

    @Test
    void the_password_of_a_url_is_secret_alone_as_written_and_as_decoded() {
        String url = "postgresql://planner:p%40ss:w/d@db:5432/planner";
        assertThat(masked(
                        "DATABASE_URL",
                        Optional.empty(),
                        Secrecy.Origin.ENV,
                        "postgresql://planner:p%40ssword@db/planner"))
                .containsExactly("p%40ssword", "p@ssword");
        assertThat(masked("DATABASE_URL", Optional.of(true), Secrecy.Origin.ENV, "redis://:hunter22@cache"))
                .containsExactly("redis://:hunter22@cache", "hunter22");
        assertThat(masked("DATABASE_URL", Optional.of(false), Secrecy.Origin.ENV, url))
                .isEmpty();
    }

    @Test
    void a_password_with_a_loose_percent_or_at_sign_is_still_found() {
        assertThat(masked("U", Optional.empty(), Secrecy.Origin.ENV, "amqp://u:100%@x@host/v"))
                .containsExactly("100%@x");
    }

    @Test
    void urls_without_user_information_hold_no_secret() {
        assertThat(masked("U", Optional.empty(), Secrecy.Origin.ENV, "https://host:8443/a@b"))
                .isEmpty();
        assertThat(masked("U", Optional.empty(), Secrecy.Origin.ENV, "https://user@host/"))
                .isEmpty();
        assertThat(masked("U", Optional.of(true), Secrecy.Origin.ENV, "")).isEmpty();
    }

    private static List<String> masked(String value) {
        return masked("U", Optional.empty(), Secrecy.Origin.ENV, value);
    }

    @Test
    void every_url_of_a_value_has_its_password_found() {
        assertThat(masked("amqp://u:hunter22@a,amqp://u:hunter33@b amqp://u:hunter44@c"))
                .containsExactly("hunter22", "hunter33", "hunter44");
        assertThat(masked("{\"a\":\"redis://:hunter22@a\",\"b\":\"redis://:hunter33@b\"}"))
                .contains("hunter22", "hunter33");
        assertThat(masked("mongodb://u:hunter22@a:27017,b:27017/shop?w=1")).containsExactly("hunter22");
    }

    @Test
    void a_password_may_hold_what_else_would_end_it() {
        assertThat(masked("postgres://u:hun/ter?2#2@db/shop")).containsExactly("hun/ter?2#2");
        assertThat(masked("postgres://u:hun,ter'22@db/shop")).containsExactly("hun,ter'22");
        assertThat(masked("postgres://u:hun://ter22@db/shop")).containsExactly("hun://ter22");
    }

    @Test
    void a_password_that_can_be_read_in_two_ways_is_found_in_both() {
        assertThat(masked("postgres://u:hunter@22,hunter33@db/shop")).containsExactly("hunter", "hunter@22,hunter33");
    }
}
