package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Rule;
import java.util.List;

/** This family, in the order of its codes. */
public final class Secrets {
    public static final List<Rule> ALL = List.of(
            new SecretPrinted(),
            new SecretFilePrinted(),
            new EnvironmentPrinted(),
            new SecretFetchedToTerminal(),
            new LiteralSecret(),
            new KeyByItsShape(),
            new PasswordOnCommandLine(),
            new SecretInUrl(),
            new TokenInHeader(),
            new SecretFileCommitted(),
            new SecretFileReadable(),
            new TracedSecret(),
            new SecretInImage(),
            new PeerNotChecked(),
            new LoginInRequest());

    private Secrets() {}
}
