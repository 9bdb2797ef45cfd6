package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

public final class NoNamespace implements Rule {
    private static final Card CARD = Card.warning("SW701", "a cluster is changed without saying in which namespace")
            .harm(
                    "It acts on whatever namespace the terminal was left in: another team's, another environment's, or default, where nothing of that name is.")
            .fix("Give -n with each command.")
            .wrong("""
                kubectl set image deployment/shop shop=registry.corp.net/shop:4.2.0 ◀
                kubectl rollout status deployment/shop -n shop --timeout=5m
                """)
            .right("""
                kubectl set image deployment/shop shop=registry.corp.net/shop:4.2.0 -n shop
                kubectl rollout status deployment/shop -n shop --timeout=5m
                """);

    private static final Set<String> CHANGING = Set.of(
            "set",
            "scale",
            "patch",
            "exec",
            "delete",
            "annotate",
            "label",
            "run",
            "expose",
            "autoscale",
            "cp",
            "create",
            "replace");
    private static final Pattern CLUSTER_WIDE = Pattern.compile(
            "(nodes?|no|ns|namespaces?|pv|persistentvolumes?|crds?|customresourcedefinitions?|clusterroles?|clusterrolebindings?|storageclass(es)?|priorityclass(es)?)(/.*)?");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        boolean chosen = story.anywhere(act -> act.inner().is("kubens")
                || (act.inner().calls("kubectl", "config") && act.inner().has("--namespace", "-n")));
        for (Act act : chosen ? List.<Act>of() : story.acts()) {
            act.invocation()
                    .call("kubectl")
                    .filter(call -> changes(call) && !call.has("-n", "--namespace", "-A", "--all-namespaces"))
                    .ifPresent(call -> found.at(CARD, call.words().getFirst()));
        }
    }

    private static boolean changes(Call call) {
        boolean turns = call.verb().equals("rollout")
                && Set.of("restart", "undo", "pause", "resume").contains(call.operand(1));
        boolean named = CHANGING.contains(call.verb()) && !call.has("-f", "--filename", "-k", "--kustomize");
        return (turns || named) && !CLUSTER_WIDE.matcher(call.operand(1)).matches() && !call.has("--dry-run");
    }
}
