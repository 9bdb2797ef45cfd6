package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.Locale;

public final class HealthWithoutFail implements Rule {
    private static final Card CARD = Card.warning("SW401", "a check by curl passes whatever the server answers")
            .harm("Without -f curl exits with 0 on 500 and 503: a broken release passes the check.")
            .fix("Write curl -fsS --max-time 10, or use check.http, which expects a status and waits with a deadline.")
            .wrong("""
                curl http://localhost:8080/health ◀
                """)
            .wrong("""
                # Verify the login
                curl -s -o /dev/null https://shop.internal/login ◀
                """)
            .right("""
                curl -fsS --max-time 10 http://localhost:8080/health
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            if (!call.is("curl") || call.has("-f", "--fail", "--fail-with-body", "-w", "--write-out", "-I", "--head")) {
                continue;
            }
            boolean download = call.has("-O", "--remote-name")
                    || call.value("-o", "--output")
                            .filter(to -> !to.is("/dev/null"))
                            .isPresent()
                    || act.invocation()
                            .output()
                            .filter(out -> !out.file().is("/dev/null"))
                            .isPresent();
            boolean piped = act.script()
                    .flatMap(script -> script.after(act.invocation()))
                    .filter(next -> next.inner()
                            .isOneOf("bash", "sh", "sudo", "tar", "gpg", "tee", "grep", "python", "python3", "node"))
                    .isPresent();
            boolean changes = call.value("-X", "--request")
                            .filter(method -> !method.is("GET") && !method.is("HEAD"))
                            .isPresent()
                    && !isCheck(act);
            if (!download && !piped && !changes && act.does(Fact.Probe.class)) {
                found.at(CARD, call.words().getFirst());
            }
        }
    }

    private static boolean isCheck(Act act) {
        String said = (act.invocation().comment() + " " + act.chapter().title()).toLowerCase(Locale.ROOT);
        return said.matches("(?s).*\\b(test|check|verif|smoke|health|valid).*");
    }
}
