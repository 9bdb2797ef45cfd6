package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class AppliedWithoutPlan implements Rule {
    private static final Card CARD = Card.warning("SW711", "terraform applies what nobody has seen")
            .harm(
                    "It computes its plan anew at that moment: what changed since the review goes live, deletions included, or it waits for a yes.")
            .fix("terraform plan -out=release.tfplan, review it, then terraform apply release.tfplan.")
            .wrong("""
                terraform apply -auto-approve ◀
                """)
            .right("""
                terraform plan -out=release.tfplan
                terraform show -no-color release.tfplan
                terraform apply release.tfplan
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            if (call.isOneOf("terraform", "tofu", "terragrunt")
                    && call.verb().equals("apply")
                    && call.operands().size() == 1) {
                found.at(CARD, call);
            }
        }
    }
}
