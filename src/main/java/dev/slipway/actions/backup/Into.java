package dev.slipway.actions.backup;

import dev.slipway.backup.Proving;
import dev.slipway.hands.Given;
import dev.slipway.parameters.Depot;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Standard;
import java.util.Optional;

/** What every backup is told: where it goes, and how far it is proved there. */
public record Into(
        @Doc("The store below 'stores' that keeps it") @Depot
        String store,

        @Doc(
                "How far it is proved: hash reads it again, list has the tool that would restore it read it to its end, restore"
                        + " restores it beside the original and compares")
        @Standard("restore")
        Proving prove,

        @Doc(
                "The variable with a private key of age that opens the backup to prove it; without one a key is made for this"
                        + " backup alone and forgotten with the step")
        Optional<String> identity) {
    public Into {
        identity.ifPresent(text -> Given.check("identity", text));
    }
}
