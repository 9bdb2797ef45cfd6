package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class Destroyed implements Rule {
    private static final Card CARD = Card.error("SW712", "infrastructure is destroyed by a step of the procedure")
            .harm("Everything in the state goes, databases included, and no rollback brings it back.")
            .fix(
                    "Take it out of the runbook, or give it a procedure of its own behind a question, with -target and a saved plan.")
            .wrong("""
                terraform destroy -auto-approve ◀
                """)
            .right("""
                terraform plan -destroy -target=module.old_queue -out=old-queue.tfplan
                terraform apply old-queue.tfplan
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean destroys = call.isOneOf("terraform", "tofu", "terragrunt", "pulumi")
                    && call.verb().equals("destroy")
                    && !call.has("-target", "--target");
            if (destroys && !act.chapter().title().matches("(?i).*(decommission|tear|destroy|clean|remov).*")) {
                found.at(CARD, call);
            }
        }
    }
}
