package dev.slipway.engine;

import dev.slipway.hands.Blobs;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file of the record that is not there until it is finished; a crash leaves nothing under its name. */
record Exhibit(Path file, Path beside, FileOutputStream written) implements Blobs.Writing {

    static Exhibit begin(Path file) throws IOException {
        Files.createDirectories(
                file.toAbsolutePath().getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(beside);
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        // Unlike a channel it is not closed by whoever stops the step in the middle of a write.
        return new Exhibit(file, beside, new FileOutputStream(beside.toFile()));
    }

    @Override
    public OutputStream stream() {
        return new Open(written);
    }

    /** Whatever is layered above closes its stream; the file must stay open until it is forced to the disk. */
    private static final class Open extends OutputStream {
        private final OutputStream out;

        Open(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }
    }

    @Override
    public void finish() throws IOException {
        Unbroken.write(() -> {
            written.getFD().sync();
            written.close();
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel names = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                names.force(true);
            }
        });
    }

    @Override
    public void close() throws IOException {
        written.close();
        Files.deleteIfExists(beside);
    }
}
