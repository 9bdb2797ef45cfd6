package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.regex.Pattern;

/** Which commands bring another version into a cluster, and which wait for it. */
final class Rollouts {
    private static final Pattern WAITS = Pattern.compile("wait|verify|smoke");
    private static final Pattern TYPED = Pattern.compile("(check|wait|watch|judge)\\..*");

    private Rollouts() {}

    static boolean starts(Call call) {
        return call.is("kubectl")
                && (call.calls("kubectl", "set", "image")
                        || call.calls("kubectl", "rollout", "restart")
                        || (call.verb().equals("apply") && isWorkload(call)));
    }

    /** {@code apply -f namespace.yaml} starts nothing that one could wait for. */
    private static boolean isWorkload(Call call) {
        return call.all("-f", "--filename", "-k", "--kustomize")
                .flatMap(flag -> flag.value().stream())
                .noneMatch(
                        file -> file.text()
                                .matches(
                                        "(?i)-|.*(config-?map|namespace|secret|crds?|rbac|role|ingress|service|svc|issuer|certificate|network-?policy|pvc?|quota|limits?|job|migrat\\w*)\\b.*"));
    }

    static boolean awaits(Act act) {
        Call call = act.inner();
        return call.calls("kubectl", "rollout", "status")
                || call.calls("kubectl", "wait")
                || call.calls("argocd", "app", "wait")
                || (call.is("helm") && call.has("--wait", "--atomic", "--rollback-on-failure"))
                || WAITS.matcher(call.words().getFirst().text()).find()
                || TYPED.matcher(call.tool()).matches();
    }

    static boolean isAwaited(Story story, Act act) {
        return story.after(act).anyMatch(Rollouts::awaits);
    }
}
