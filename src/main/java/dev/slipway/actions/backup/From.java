package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.base.Secret;
import dev.slipway.hands.Given;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Depot;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Standard;
import dev.slipway.vault.Opened;
import dev.slipway.vault.Vault;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What every restore is told: which backup, what opens it, and what becomes of that which was written since. */
public record From(
        @Doc("The store below 'stores' that has the backup") @Depot
        String store,

        @Doc(
                "Which one, such as b0007-k3f2; 'proven' is the newest that is proven, of just this original of this machine")
        @Standard(Chosen.PROVEN)
        String backup,

        @Doc(
                "What happens when something was written since: ask fails the step and says what would be lost, and trying it"
                        + " again is the answer; accept goes on")
        @Standard("ask")
        Loss loss,

        @Doc("The variable with the private key of age that opens the backup; not needed where it is not encrypted")
        Optional<String> identity) {
    public From {
        identity.ifPresent(text -> Given.check("identity", text));
    }

    private Vault vault(Site site) {
        return new Vault(site.depot(store).blobs());
    }

    Backup chosen(String kind, String subject, String where, Site site) throws IOException, Refusal {
        return new Chosen(vault(site), store, kind).backup(backup, subject, where);
    }

    Opened open(Backup chosen, Site site) throws IOException, Refusal {
        List<Secret> identities =
                identity.isPresent() ? List.of(Given.value(identity.get(), site.environment())) : List.of();
        return vault(site).open(chosen, identities);
    }

    /** Why nothing was done yet; empty when the loss may be: there is none, it was accepted before, or a person has answered. */
    Optional<String> refused(Backup chosen, String lost, Site site) {
        if (lost.isEmpty() || loss == Loss.ACCEPT || new Memory(site).answered(lost)) {
            return Optional.empty();
        }
        return Optional.of("with " + chosen.name() + " of " + chosen.made().at() + " would be lost: " + lost
                + ". Nothing has changed; to lose it, try this step again");
    }
}
