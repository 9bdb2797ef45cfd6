package dev.slipway.main;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What people type most, a plan, a run and a look at a document, done once when a clone is built: for the cache with which later starts are fast, as
 * {@link Rehearsal} does it for the proxy. How they end is of no importance.
 */
final class CommandRehearsal {
    private static final String RUNBOOK = """
            ---
            slipway:
              version: 1
              service: rehearsal
              procedures:
                release: {run: [steps]}
            ---

            # Rehearsal

            ## Steps

            ```bash
            echo one
            ```

            ```bash
            two=2; echo "$two" >&2
            ```
            """;

    /** As colleagues have them, with mistakes of several kinds: what finds nothing has not shown what a finding takes. */
    private static final String DOCUMENT = """
            # Release of the shop

            > Ask *operations* first, see [the plan](https://example.org/plan).

            ## Before

            - [ ] disk free
            - `VERSION` is set

            | Service | URL | Port |
            | --- | --- | --- |
            | web | http://localhost:8080/health | 8080 |

            ```bash
            export VERSION=1.2.3
            pg_dump -h db -U shop shop > /backup/shop-$(date +%F).sql
            docker-compose build && docker-compose push
            ```

            1. Stop the service:

               ```bash
               ssh app@web-1 "sudo systemctl stop shop"
               docker-compose exec web python manage.py migrate
               docker-compose pull; docker-compose up -d --no-deps web
               for i in 1 2 3; do curl http://localhost:8080/health | grep ok; done
               ```

            2. Check

            ```console
            $ kubectl rollout status deployment/shop
            deployment "shop" successfully rolled out
            ```

            ## Rollback

            ```sh
            docker-compose down -v
            cat > /etc/shop.env <<EOF
            PASSWORD=secret
            EOF
            psql -h db -U shop shop < /backup/shop.sql
            tar xzf /backup/files.tgz -C / && rm -rf $DIR/cache
            git checkout <previous-version>; systemctl restart shop
            ```
            """;

    private CommandRehearsal() {}

    /** @param words the runbook to plan */
    public static void main(String[] words) throws IOException {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Main.answer(List.of("plan", words[0]), nowhere, nowhere);
        Path folder = Files.createTempDirectory("slipway-rehearsal");
        try {
            Path runbook = Files.writeString(folder.resolve("runbook.md"), RUNBOOK);
            String state = folder.resolve("state").toString();
            Main.answer(List.of("run", "--unattended", "--state", state, runbook.toString()), nowhere, nowhere);
            String document =
                    Files.writeString(folder.resolve("document.md"), DOCUMENT).toString();
            Main.answer(List.of("lint", document), nowhere, nowhere);
            Main.answer(List.of("adopt", document), nowhere, nowhere);
        } finally {
            Rehearsal.delete(folder);
        }
    }
}
