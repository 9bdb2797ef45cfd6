package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.regex.Pattern;

public final class DeletedWithData implements Rule {
    private static final Card CARD = Card.error("SW706", "what is deleted takes data with it")
            .harm(
                    "With a volume claim, a definition or a namespace everything that belongs to it is deleted, and the cluster does not ask.")
            .fix(
                    "Delete by name what the release replaces; where data goes on purpose, behind a question and a proven backup.")
            .wrong("""
                kubectl delete pvc data-search-0 -n shop ◀
                """)
            .wrong("""
                kubectl delete namespace shop ◀
                """)
            .wrong("""
                kubectl delete pods,configmaps --all -n shop ◀
                """)
            .right("""
                kubectl delete job shop-migrate-41 -n shop
                """)
            .right("""
                kubectl delete namespace review-1843
                """);

    private static final Pattern HOLDING = Pattern.compile(
            "(pvc?|persistentvolume(claim)?s?|ns|namespaces?|crds?|customresourcedefinitions?|all|statefulsets?)(/.*)?");
    private static final Pattern PASSING =
            Pattern.compile("(?i).*(review|preview|test|tmp|temp|staging|dev|sandbox|pr-|ci-|\\$).*");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean deletes = call.calls("kubectl", "delete") && !call.has("--dry-run");
            boolean data = HOLDING.matcher(call.operand(1)).matches();
            boolean all = call.has("--all") && !call.operand(1).matches("(pods?|po|jobs?)");
            if (deletes && (data || all) && !PASSING.matcher(call.tail()).matches() && !call.has("--cascade")) {
                found.at(CARD, call);
            }
        }
    }
}
