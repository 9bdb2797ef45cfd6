package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Story;
import java.util.Set;

public final class NoCluster implements Rule {
    private static final Card CARD = Card.note("SW702", "no step says which cluster is meant")
            .harm("The commands go to whichever cluster the terminal used last.")
            .fix(
                    "Give --context, or let a first step compare kubectl config current-context with the one that is meant.")
            .wrong("""
                kubectl apply -n shop -f k8s/shop.yaml ◀
                kubectl rollout status deployment/shop -n shop --timeout=5m
                """)
            .right("""
                kubectl --context prod-eu apply -n shop -f k8s/shop.yaml
                kubectl --context prod-eu rollout status deployment/shop -n shop --timeout=5m
                """);

    private static final Set<String> CHANGING = Set.of(
            "apply", "set", "scale", "patch", "delete", "replace", "upgrade", "install", "uninstall", "rollback");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        boolean chosen = story.anywhere(act -> act.inner().is("kubectx")
                || act.inner().calls("kubectl", "config")
                || act.inner().has("--context", "--kube-context", "--kubeconfig")
                || fetches(act.inner().tail()));
        if (!chosen && !story.names().isSet("KUBECONFIG")) {
            story.acts().stream()
                    .filter(act -> act.inner().isOneOf("kubectl", "helm")
                            && CHANGING.contains(act.inner().verb()))
                    .findFirst()
                    .ifPresent(act -> found.at(CARD, act.inner()));
        }
    }

    private static boolean fetches(String words) {
        return words.contains("get-credentials") || words.contains("update-kubeconfig");
    }
}
