package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Digest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanDigestTest {
    private static final String DOCUMENT = """
            $ -e production -i version=v1
            ---
            title: Shop
            slipway:
              version: 1
              service: shop
              environments:
                production: {dotenv: .env}
                staging: {dotenv: .env}
              roles: {dba: [ann, bob], lead: [eve, sue]}
              inputs:
                version: {description: Tag, pattern: 'v\\d+'}
                ticket: {ask: late, pattern: '\\d+'}
              env:
                TOKEN: {secret: true, min-length: 20}
                REGION: {default: eu}
              procedures:
                release: {before: [checks], run: [deploy], on-failure: rollback}
                rollback: {run: [back], inputs: {to: {default: '${previous.release.inputs.version}'}}}
            ---
            # Shop

            A paragraph that nobody performs.

            ## Checks

            <!-- slipway: gate role=dba waive=lead approvals=2 -->
            - Review the SQL
            - Look at the dashboards

            ## Deploy

            <!-- slipway: step id=copy timeout=10m repeatable retries=2 -->
            ```bash
            cp -r app "/srv/$VERSION"
            ```

            <!-- slipway: undo of=copy -->
            ```bash
            rm -r "/srv/$VERSION"
            ```

            <!-- slipway: probe of=copy -->
            ```bash
            test -d "/srv/$VERSION"
            ```

            <!-- slipway: step id=check if="env.REGION == 'eu'" -->
            ```yaml
            check.http: {url: 'http://localhost/health'}
            ```

            <!-- slipway: step id=last if=ask -->
            ```bash
            echo "$TICKET"
            ```

            <!-- slipway: expect -->
            ```text
            123
            ```

            ## Back

            ```bash
            cp -r "/srv/$TO" app
            ```
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-i version=v1 ⇒ -i version=v2",
                "-e production ⇒ -e staging",
                "service: shop ⇒ service: store",
                "dba: [ann, bob] ⇒ dba: [ann, cat]",
                "lead: [eve, sue] ⇒ lead: [eve, joe]",
                "ask: late, pattern: '\\d+' ⇒ ask: late, pattern: '\\d'",
                "min-length: 20 ⇒ min-length: 21",
                "secret: true, min ⇒ secret: false, min",
                "default: eu ⇒ default: us",
                "staging: {dotenv: .env} ⇒ staging: {}",
                "before: [checks], run: [deploy] ⇒ run: [checks, deploy]",
                "before: [checks], run ⇒ lock: none, before: [checks], run",
                "on-failure: rollback} ⇒ on-failure: pause}",
                "${previous.release.inputs.version} ⇒ ${last.release.inputs.version}",
                "role=dba waive ⇒ role=lead waive",
                "approvals=2 ⇒ approvals=1",
                "waive=lead ⇒ not-requester",
                "Review the SQL ⇒ Review all SQL",
                "id=copy timeout=10m ⇒ id=copy timeout=11m",
                "repeatable retries=2 ⇒ repeatable retries=1",
                "repeatable retries=2 ⇒ repeatable",
                "cp -r app ⇒ cp -R app",
                "rm -r ⇒ rm -fr",
                "test -d ⇒ test -e",
                "env.REGION == 'eu' ⇒ env.REGION == 'us'",
                "http://localhost/health ⇒ http://localhost/",
                "id=last if=ask ⇒ id=last",
                "repeatable retries=2 ⇒ repeatable retries=2 sensitive",
                "id=last if=ask ⇒ id=last if=ask point-of-no-return",
                "id=check if ⇒ id=look if",
                "echo \"$TICKET\" ⇒ echo  \"$TICKET\"",
                "```text\n123 ⇒ ```text\n124",
                "cp -r \"/srv/$TO\" app ⇒ cp -r \"/srv/$TO\" application",
            })
    void whatever_decides_what_happens_counts(String change) {
        String old = change.split(" ⇒ ", 2)[0];
        String now = change.split(" ⇒ ", 2)[1];
        // Only staging is asked for where its own declaration changes.
        String base = old.startsWith("staging") ? DOCUMENT.replace("-e production", "-e staging") : DOCUMENT;
        assertThat(base).contains(old);

        assertThat(digest(base.replace(old, now))).isNotEqualTo(digest(base));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A paragraph that nobody performs. ⇒ Other words.",
                "title: Shop ⇒ title: The shop",
                "description: Tag ⇒ description: The tag to release",
                "# Shop ⇒ # The shop",
                "## Deploy ⇒ More words.\n\n- And a list\n\n## Deploy",
                "production: {dotenv: .env} ⇒ production: {dotenv:   .env}",
                "run: [back], inputs ⇒ run:   [back], inputs",
            })
    void words_positions_and_titles_do_not_count(String change) {
        String old = change.split(" ⇒ ", 2)[0];
        String now = change.split(" ⇒ ", 2)[1];
        assertThat(DOCUMENT).contains(old);

        assertThat(digest(DOCUMENT.replace(old, now))).isEqualTo(digest(DOCUMENT));
    }

    @Test
    void a_new_version_of_an_action_counts() {
        Planning.Request request = Requests.request(DOCUMENT);

        assertThat(digest(new Planner(new FakeActions(2)).plan(request)))
                .isNotEqualTo(digest(new Planner(new FakeActions(1)).plan(request)));
    }

    @Test
    void earlier_runs_do_not_count_where_no_value_comes_of_them() {
        Planning.Request request = Requests.request(DOCUMENT);
        Planning.Request later = new Planning.Request(
                request.runbook(),
                Map.of(),
                request.what(),
                request.environment(),
                request.told(),
                (_, _) -> Requests.history("v0"));

        assertThat(digest(new Planner(new FakeActions(1)).plan(later))).isEqualTo(digest(DOCUMENT));
    }

    @Test
    void the_order_of_steps_counts() {
        String one = "$ -i version=v1\n# Steps\n\n```bash\n# a\ntrue\n```\n\n```bash\n# b\ntrue\n```\n";
        String other = "$ -i version=v1\n# Steps\n\n```bash\n# b\ntrue\n```\n\n```bash\n# a\ntrue\n```\n";

        assertThat(digest(one)).isNotEqualTo(digest(other));
    }

    @Test
    void the_digest_of_a_gate_changes_with_any_of_its_items_and_nothing_else() {
        Digest gate = gate(DOCUMENT);

        assertThat(gate(DOCUMENT.replace("Look at the dashboards", "Look at them")))
                .isNotEqualTo(gate);
        assertThat(gate(DOCUMENT.replace("approvals=2", "approvals=1"))).isNotEqualTo(gate);
        assertThat(gate(DOCUMENT.replace("cp -r app", "cp -R app"))).isEqualTo(gate);
    }

    private static Digest gate(String document) {
        return ((PlannedStep.Work.Gate)
                        Requests.planned(document).steps().getFirst().work())
                .digest();
    }

    private static Digest digest(String document) {
        return Requests.planned(document).digest();
    }

    private static Digest digest(Planning planning) {
        return ((Planning.Planned) planning).plan().digest();
    }
}
