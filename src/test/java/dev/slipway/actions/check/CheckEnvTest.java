package dev.slipway.actions.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.FakePlace;
import dev.slipway.hands.FakeSite;
import dev.slipway.hands.Place;
import dev.slipway.run.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckEnvTest {
    private static final String EXAMPLE = """
            # what every installation has
            DATABASE_URL=postgresql://user:pass@host/db
            SECRET_KEY=changeme
            SENTRY_DSN=
            CACHE=${SOMEWHERE}
            """;
    private final CheckEnv action = new CheckEnv();

    @Test
    void a_file_with_every_name_is_well() throws InterruptedException {
        assertThat(check("DATABASE_URL=x\nSECRET_KEY='s'\nexport SENTRY_DSN=y\nCACHE=1\nMORE=1\n"))
                .isEqualTo(new Outcome.Succeeded("4 names", Map.of()));
    }

    @Test
    void names_that_are_missing_or_empty_are_told_and_no_value_is() throws InterruptedException {
        assertThat(check("SECRET_KEY=\nSENTRY_DSN=\"\"\nMORE=hunter2\n"))
                .isEqualTo(new Outcome.Failed(
                        ".env lacks DATABASE_URL, CACHE and has no value for SECRET_KEY, SENTRY_DSN"));
    }

    @Test
    void a_name_may_be_empty_where_that_is_said_but_not_missing() throws InterruptedException {
        assertThat(check("DATABASE_URL=x\nSECRET_KEY=s\nSENTRY_DSN=\nCACHE=1\n", "SENTRY_DSN"))
                .isInstanceOf(Outcome.Succeeded.class);
        assertThat(check("DATABASE_URL=x\nSECRET_KEY=s\nCACHE=1\n", "SENTRY_DSN"))
                .isEqualTo(new Outcome.Failed(".env lacks SENTRY_DSN"));
    }

    @Test
    void a_file_that_is_not_one_is_told_with_its_place_and_without_its_text() throws InterruptedException {
        assertThat(check("DATABASE_URL=x\nhunter2hunter2\n"))
                .isEqualTo(new Outcome.Failed(".env:2:1 this line has no '='"));
    }

    @Test
    void a_file_that_is_not_there_is_told() throws InterruptedException {
        FakePlace place = FakePlace.always(new Place.Ran.Ended(1, "", "cat: .env: No such file or directory\n"));
        FakeSite site = new FakeSite(place);

        assertThat(action.perform(new CheckEnv.Files(".env", ".env.example", List.of()), site))
                .isEqualTo(new Outcome.Failed(".env cannot be read"));
        assertThat(place.commands().getFirst().words()).containsExactly("cat", "--", ".env");
    }

    private Outcome check(String file, String... mayBeEmpty) throws InterruptedException {
        FakePlace place = FakePlace.answering(
                (command, _) -> new Place.Ran.Ended(0, command.words().getLast().equals(".env") ? file : EXAMPLE, ""));
        FakeSite site = new FakeSite(place);
        Outcome outcome = action.perform(new CheckEnv.Files(".env", ".env.example", List.of(mayBeEmpty)), site);
        assertThat(site.said()).isEmpty();
        return outcome;
    }
}
