package dev.slipway.hands;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why there was no answer, told by the types of what was thrown; {@code %s} is where the address belongs. */
final class HttpMistakes {
    /** A cause of a cause of a cause, and no circles. */
    private static final int DEEPEST = 12;

    private HttpMistakes() {}

    static String says(Throwable thrown) {
        if (has(thrown, SSLException.class)) {
            return certificate(thrown);
        }
        if (has(thrown, UnresolvedAddressException.class)) {
            return "the name in %s is not known";
        }
        if (has(thrown, HttpTimeoutException.class)) {
            return "no answer in time from %s";
        }
        if (has(thrown, ConnectException.class)) {
            return "nothing listens at %s";
        }
        return has(thrown, IOException.class)
                ? "the connection broke off before %s had answered"
                : "%s could not be asked";
    }

    private static String certificate(Throwable thrown) {
        if (has(thrown, CertificateExpiredException.class)) {
            return "the certificate of %s has expired";
        }
        if (has(thrown, CertificateNotYetValidException.class)) {
            return "the certificate of %s is not valid yet";
        }
        if (has(thrown, CertPathBuilderException.class) || has(thrown, CertPathValidatorException.class)) {
            return "the certificate of %s is not trusted";
        }
        return has(thrown, CertificateException.class)
                ? "the certificate of %s is for another name"
                : "%s does not speak TLS as it should";
    }

    private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
        return cause(thrown, type, DEEPEST).isPresent();
    }

    private static Optional<Throwable> cause(Throwable thrown, Class<? extends Throwable> type, int left) {
        if (type.isInstance(thrown)) {
            return Optional.of(thrown);
        }
        Throwable cause = thrown.getCause();
        return cause == null || left == 0 ? Optional.empty() : cause(cause, type, left - 1);
    }
}
