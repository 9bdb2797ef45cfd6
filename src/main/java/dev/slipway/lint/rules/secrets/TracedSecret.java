package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Story;

public final class TracedSecret implements Rule {
    private static final Card CARD = Card.warning("SW512", "commands are traced while they handle secrets")
            .harm("set -x prints each command with its values: the secret stands in the record of the run.")
            .fix("Trace only around what is looked for, and switch it off (set +x) before secrets are read.")
            .wrong("""
                set -x ◀
                curl -fsS --netrc-file "$NETRC" -d "key=$STRIPE_SECRET" https://pay.corp.net/v1/check
                """)
            .right("""
                set -x
                make release-notes
                set +x
                curl -fsS --netrc-file "$NETRC" -d @/run/secrets/check_body https://pay.corp.net/v1/check
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Script script : story.scripts()) {
            for (Invocation each : script.invocations()) {
                boolean traces = each.outer().is("set")
                        && each.outer().options().stream()
                                .anyMatch(option -> option.name().equals("-x"));
                if (traces && handles(script, each)) {
                    found.at(CARD, each.outer());
                }
            }
        }
    }

    private static boolean handles(Script script, Invocation trace) {
        return script.invocations().stream()
                .filter(each -> each.from() > trace.to())
                .takeWhile(each ->
                        !each.says().startsWith("set set +x") && !each.says().startsWith("set +x"))
                .anyMatch(each -> each.calls().stream()
                        .flatMap(call -> call.words().stream())
                        .anyMatch(SecretNames::reads));
    }
}
