package dev.slipway.actions.check;

import dev.slipway.hands.Refusal;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Who is trusted to sign. */
record Authorities(X509TrustManager trust) {

    static Authorities ofThisMachine() throws Refusal {
        return of((KeyStore) null);
    }

    static Authorities of(List<X509Certificate> trusted) throws Refusal {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < trusted.size(); i++) {
                store.setCertificateEntry("ca" + i, trusted.get(i));
            }
            return of(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new Refusal("the named authorities cannot be used: " + e.getMessage(), e);
        }
    }

    private static Authorities of(@Nullable KeyStore store) throws Refusal {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return new Authorities(Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow());
        } catch (GeneralSecurityException e) {
            throw new Refusal("the authorities cannot be read: " + e.getMessage(), e);
        }
    }

    /** Its dates were looked at before. */
    void check(CertificateChain chain) throws Refusal {
        X509Certificate[] sent = chain.certificates().toArray(X509Certificate[]::new);
        try {
            trust.checkServerTrusted(sent, "UNKNOWN");
        } catch (CertificateException e) {
            throw new Refusal(why(chain), e);
        }
    }

    private String why(CertificateChain chain) {
        X509Certificate last = chain.certificates().getFirst();
        for (boolean higher = true; higher; ) {
            X509Certificate below = last;
            X509Certificate signer = chain.certificates().stream()
                    .filter(each -> !each.equals(below))
                    .filter(each -> each.getSubjectX500Principal().equals(below.getIssuerX500Principal()))
                    .findFirst()
                    .orElse(below);
            higher = !signer.equals(last) && !signed(signer, signer);
            last = signer;
        }
        if (signed(last, last)) {
            String whose =
                    last.equals(chain.own()) ? "is signed by itself" : "leads to '" + CertificateChain.name(last) + "'";
            return "the certificate of " + chain.whose() + " " + whose + ", which is not trusted";
        }
        String issuer = last.getIssuerX500Principal().getName();
        boolean known = Arrays.stream(trust.getAcceptedIssuers())
                .anyMatch(each -> each.getSubjectX500Principal().getName().equals(issuer));
        return known
                ? "the chain of " + chain.whose() + " does not hold, though '" + issuer
                        + "' is trusted: another key, or" + " a certificate that may not sign"
                : "the chain of " + chain.whose() + " ends at '" + CertificateChain.name(last) + "', and its signer '"
                        + issuer + "' is neither sent along nor trusted: add the certificates between, or 'ca'";
    }

    private static boolean signed(X509Certificate certificate, X509Certificate signer) {
        return certificate.getIssuerX500Principal().equals(signer.getSubjectX500Principal());
    }
}
