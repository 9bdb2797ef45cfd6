package dev.slipway.vault;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import dev.slipway.base.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;

/** The keys of age: public ones that seal, private ones that open. */
public final class AgeKeys {
    private AgeKeys() {}

    /** @param recipient its public half */
    public record Pair(String recipient, Secret identity) {}

    /** A pair that nobody else has: its private half is in this process alone, and gone with it. */
    public static Pair oneTime() {
        try {
            KeyPair made = new X25519KeyPairGenerator().generateKeyPair();
            return new Pair(
                    new String(made.getPublic().getEncoded(), StandardCharsets.US_ASCII),
                    new Secret("ONE_TIME_KEY", new String(made.getPrivate().getEncoded(), StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has X25519", e);
        }
    }

    static List<RecipientStanzaWriter> writers(List<String> recipients) throws IOException {
        try {
            List<RecipientStanzaWriter> all = new ArrayList<>();
            for (String recipient : recipients) {
                all.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient));
            }
            return all;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("one of the recipients is not a public key of age", e);
        }
    }

    static List<RecipientStanzaReader> readers(List<Secret> identities) throws IOException {
        List<RecipientStanzaReader> all = new ArrayList<>();
        for (Secret identity : identities) {
            all.add(reader(identity));
        }
        return all;
    }

    /** The first line of an identity file that holds a key; comments stand before it where age-keygen wrote the file. */
    private static RecipientStanzaReader reader(Secret identity) throws IOException {
        String key = identity.reveal()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("AGE-SECRET-KEY-1"))
                .findFirst()
                .orElseThrow(() ->
                        new IOException(identity.name() + " does not hold a private key of age: AGE-SECRET-KEY-1…"));
        try {
            return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(identity.name() + " does not hold a private key of age that is whole", e);
        }
    }
}
