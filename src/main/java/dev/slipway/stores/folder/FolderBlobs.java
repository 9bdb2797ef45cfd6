package dev.slipway.stores.folder;

import dev.slipway.hands.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Blobs as files of one folder, mode 0600. A temporary name begins with a dot and ends with {@code .part}; its writer holds a
 * lock on it, which the system takes from a process that died, so that what is left over can be told from what is being written.
 */
public final class FolderBlobs implements Blobs {
    private static final String PART = ".part";

    private final Path folder;

    public FolderBlobs(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public String where() {
        return folder.toString();
    }

    @Override
    public Writing write(String name) throws IOException {
        check(name);
        try {
            makeFolder();
            return new Part(folder.resolve(name), temporary(name));
        } catch (IOException e) {
            throw said("nothing can be written to " + folder, e);
        }
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private Path temporary(String name) {
        return folder.resolve("." + name + "." + UUID.randomUUID().toString().substring(0, 8) + PART);
    }

    private static final class Part implements Writing {
        private final Path wanted;
        private final Path temporary;
        private final FileChannel file;
        private final OutputStream stream;
        private boolean finished;

        Part(Path wanted, Path temporary) throws IOException {
            this.wanted = wanted;
            this.temporary = temporary;
            this.file = FileChannel.open(
                    temporary,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            file.lock();
            this.stream = Channels.newOutputStream(file);
        }

        @Override
        public OutputStream stream() {
            return stream;
        }

        @Override
        public void finish() throws IOException {
            try {
                file.force(true);
                // A link fails where the name is taken; a rename would put this in the place of another's backup.
                Files.createLink(wanted, temporary);
                Files.delete(temporary);
                finished = true;
                syncFolder(wanted);
            } catch (FileAlreadyExistsException e) {
                throw new IOException("there is already a " + wanted, e);
            } catch (IOException e) {
                throw said("it could not be finished as " + wanted, e);
            }
        }

        /** As {@link #finish}, in the place of what is there. */
        void replace() throws IOException {
            file.force(true);
            Files.move(temporary, wanted, StandardCopyOption.ATOMIC_MOVE);
            finished = true;
            syncFolder(wanted);
        }

        @Override
        public void close() throws IOException {
            file.close();
            if (!finished) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    private static void syncFolder(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    @Override
    public InputStream read(String name) throws IOException {
        check(name);
        try {
            return Files.newInputStream(folder.resolve(name));
        } catch (NoSuchFileException e) {
            throw new IOException("there is no " + folder.resolve(name), e);
        } catch (IOException e) {
            throw said(folder.resolve(name) + " cannot be read", e);
        }
    }

    @Override
    public List<Blob> list() throws IOException {
        List<Blob> all = new ArrayList<>();
        for (Path file : files()) {
            if (!file.getFileName().toString().startsWith(".")) {
                all.add(new Blob(
                        file.getFileName().toString(),
                        Files.size(file),
                        Files.getLastModifiedTime(file).toInstant()));
            }
        }
        all.sort(Comparator.comparing(Blob::name));
        return List.copyOf(all);
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw said(folder + " cannot be read", e);
        }
    }

    @Override
    public void put(String name, String text) throws IOException {
        check(name);
        Path temporary = temporary(name);
        try {
            makeFolder();
            try (Part part = new Part(folder.resolve(name), temporary)) {
                part.stream().write(text.getBytes(StandardCharsets.UTF_8));
                part.replace();
            }
        } catch (IOException e) {
            throw said(folder.resolve(name) + " cannot be written", e);
        }
    }

    @Override
    public Optional<String> text(String name) throws IOException {
        check(name);
        try {
            return Optional.of(Files.readString(folder.resolve(name)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw said(folder.resolve(name) + " cannot be read", e);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        check(name);
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw said(folder.resolve(name) + " cannot be deleted", e);
        }
    }

    @Override
    public OptionalLong free() throws IOException {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.isDirectory(at)) {
                return OptionalLong.of(Files.getFileStore(at).getUsableSpace());
            }
        }
        return OptionalLong.empty();
    }

    @Override
    public int sweep() throws IOException {
        int swept = 0;
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.startsWith(".") && name.endsWith(PART) && abandoned(file)) {
                Files.deleteIfExists(file);
                swept++;
            }
        }
        return swept;
    }

    private static boolean abandoned(Path part) {
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false; // a writer of this very process
        } catch (IOException _) {
            return false; // it was finished meanwhile, or belongs to somebody else
        }
    }

    private static void check(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,200}")) {
            throw new IllegalArgumentException("not the name of a blob: " + name);
        }
    }

    /** The system's own reason, which only some exceptions keep apart from the path. */
    private static IOException said(String what, IOException e) {
        if (e instanceof AccessDeniedException) {
            return new IOException(what + ": permission denied", e);
        }
        String why = e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(e.getMessage());
        return new IOException(what + ": " + why, e);
    }
}
