package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.Set;
import java.util.regex.Pattern;

public final class ChartWithoutVersion implements Rule {
    private static final Card CARD = Card.warning("SW708", "a chart is taken in whatever version is newest")
            .harm(
                    "The same step installs another chart tomorrow: a rollback or a second region gets something else than what was tested.")
            .fix("Give --version.")
            .wrong("""
                helm upgrade --install cache bitnami/redis -n shop --atomic ◀
                """)
            .right("""
                helm upgrade --install cache bitnami/redis --version 19.6.1 -n shop --atomic
                """);

    private static final Pattern REMOTE = Pattern.compile(
            "oci://.*|(?!charts?/|helm/|deploy\\w*/|k8s/|infra/|ops/|kubernetes/)[a-z0-9][\\w-]*/[\\w-]+");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            if (call.is("helm")
                    && Set.of("upgrade", "install").contains(call.verb())
                    && !call.has("--version")
                    && REMOTE.matcher(call.operand(2)).matches()) {
                found.at(CARD, call.operands().get(2));
            }
        }
    }
}
