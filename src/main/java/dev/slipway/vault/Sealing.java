package dev.slipway.vault;

import dev.slipway.backup.Backup;
import dev.slipway.backup.BackupName;
import dev.slipway.hands.Blobs;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One backup on its way into the store. Closed before it is finished, it leaves nothing. */
public final class Sealing implements AutoCloseable {
    private final BackupName name;
    private final String blob;
    private final String format;
    private final List<String> recipients;
    private final Blobs.Writing writing;
    private final Counted counted;
    private final OutputStream stream;

    Sealing(BackupName name, String blob, String format, List<String> recipients, Blobs.Writing writing)
            throws IOException {
        this.name = name;
        this.blob = blob;
        this.format = format;
        this.recipients = List.copyOf(recipients);
        this.writing = writing;
        // The blob's own file must stay open until it is durable: the layers above are closed, not what is below.
        this.counted = new Counted(new Unclosed(writing.stream()));
        this.stream = Seal.over(counted, recipients);
    }

    public BackupName name() {
        return name;
    }

    public String blob() {
        return blob;
    }

    public OutputStream stream() {
        return stream;
    }

    /** What lies in the store so far. */
    public long bytes() {
        return counted.bytes();
    }

    public Backup.Sealed finish() throws IOException {
        stream.close();
        writing.finish();
        return new Backup.Sealed(blob, counted.bytes(), counted.digest(), format, recipients);
    }

    @Override
    public void close() throws IOException {
        writing.close();
    }

    private static final class Unclosed extends OutputStream {
        private final OutputStream out;

        Unclosed(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
        }

        @Override
        public void write(byte[] buffer, int from, int length) throws IOException {
            out.write(buffer, from, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
