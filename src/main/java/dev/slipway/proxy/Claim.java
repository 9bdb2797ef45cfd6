package dev.slipway.proxy;

import dev.slipway.route.Mode;

/** What becomes of a request by the table in force. */
sealed interface Claim {

    /** It is counted as in flight with this version, which has to be told when it is over. */
    record Granted(Table table, Pool pool) implements Claim {}

    record OnHold(Table table, Mode.Hold hold) implements Claim {}

    record Closed(Mode.Maintenance maintenance) implements Claim {}
}
