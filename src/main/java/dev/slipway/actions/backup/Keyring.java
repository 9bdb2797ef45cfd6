package dev.slipway.actions.backup;

import dev.slipway.base.Secret;
import dev.slipway.hands.Given;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.vault.AgeKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** For whom a backup is sealed, and what opens it again to be proved: a key that was given, or one for this backup alone. */
record Keyring(List<String> recipients, List<Secret> identities) {

    static Keyring of(Site.Depot depot, Optional<String> identity, Place.Environment environment) throws Refusal {
        if (depot.recipients().isEmpty()) {
            return new Keyring(List.of(), List.of());
        }
        if (identity.isPresent()) {
            return new Keyring(depot.recipients(), List.of(Given.value(identity.get(), environment)));
        }
        AgeKeys.Pair own = AgeKeys.oneTime();
        List<String> recipients = new ArrayList<>(depot.recipients());
        recipients.add(own.recipient());
        return new Keyring(recipients, List.of(own.identity()));
    }
}
