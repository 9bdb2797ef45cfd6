package dev.slipway.vault;

import dev.slipway.backup.Backup;
import dev.slipway.base.Digest;
import dev.slipway.base.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** A backup that is being read: opened and unpacked, while what lies in the store is hashed. */
public final class Opened implements AutoCloseable {
    private final Backup backup;
    private final DigestInputStream raw;
    private final InputStream plain;

    private Opened(Backup backup, DigestInputStream raw, InputStream plain) {
        this.backup = backup;
        this.raw = raw;
        this.plain = plain;
    }

    static Opened of(InputStream blob, Backup backup, List<Secret> identities) throws IOException {
        MessageDigest hash = Counted.sha256();
        DigestInputStream raw = new DigestInputStream(blob, hash);
        try {
            return new Opened(backup, raw, Seal.open(raw, identities));
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw damaged(backup, e);
        }
    }

    private static IOException damaged(Backup backup, Exception e) {
        return new IOException(backup.name() + ": " + (e.getMessage() == null ? "damaged" : e.getMessage()), e);
    }

    public InputStream stream() {
        return plain;
    }

    /** Reads what is left, and throws when anything of it is not what was written. */
    public void verify() throws IOException {
        try {
            plain.transferTo(OutputStream.nullOutputStream());
            raw.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw damaged(backup, e);
        }
        same(backup, new Digest(HexFormat.of().formatHex(raw.getMessageDigest().digest())));
    }

    static void same(Backup backup, Digest now) throws Damage {
        if (!now.equals(backup.sealed().sha256())) {
            throw new Damage(backup.name() + " is not what was written: its SHA-256 is " + now.hex()
                    + ", and the catalogue has " + backup.sealed().sha256().hex());
        }
    }

    @Override
    public void close() throws IOException {
        plain.close();
        raw.close();
    }
}
