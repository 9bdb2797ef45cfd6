package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "USER",
                "SHELL",
                "PWD",
                "IFS",
                "TERM",
                "LANG",
                "TZ",
                "KUBECONFIG",
                "BASH_ENV",
                "LC_ALL",
                "LD_PRELOAD",
                "SLIPWAY_OUTPUT",
                "GIT_DIR",
                "SSH_AUTH_SOCK",
                "DOCKER_HOST",
                "COMPOSE_FILE",
                "PGPASSWORD"
            })
    void what_the_format_reserves_is_reserved(String variable) {
        assertThat(ReservedNames.covering(variable)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VERSION", "PATHS", "HOMEPAGE", "URL", "BACKUP_FILE", "PAGES", "TO", "OPTION", "SSHD"})
    void ordinary_names_are_free(String variable) {
        assertThat(ReservedNames.covering(variable)).isEmpty();
    }

    @Test
    void every_reservation_says_why_and_stands_once() {
        assertThat(ReservedNames.all()).extracting(ReservedNames.Reserved::name).doesNotHaveDuplicates();
        assertThat(ReservedNames.all())
                .extracting(ReservedNames.Reserved::reason)
                .noneMatch(String::isBlank)
                .noneMatch(reason -> reason.endsWith("."));
    }

    @Test
    void inputs_and_outputs_give_variables_in_capitals() {
        assertThat(ReservedNames.variableOf("to_version")).isEqualTo("TO_VERSION");
        assertThat(ReservedNames.variableOf("backup", "file")).isEqualTo("BACKUP_FILE");
    }
}
