package dev.slipway.places.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.hands.Processes.Name;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The files of one supervised process. Each start has a number; whoever makes {@code claim.NUMBER} first decides whether that
 * start counts, so that nothing is ever started twice.
 */
record ProcessFolder(Path path) {
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Service, version, number. */
    private static final int DEPTH = 3;

    static Path root(Path state) {
        return state.resolve("processes");
    }

    static ProcessFolder of(Path state, Name name) {
        return new ProcessFolder(
                root(state).resolve(name.service()).resolve(name.version()).resolve(Integer.toString(name.number())));
    }

    /** Those that there are; one that is deleted meanwhile may be among them or not. */
    static List<ProcessFolder> all(Path state) throws IOException {
        List<Path> folders = List.of(root(state));
        for (int depth = 0; depth < DEPTH; depth++) {
            List<Path> below = new ArrayList<>();
            for (Path folder : folders) {
                below.addAll(in(folder));
            }
            folders = below;
        }
        return folders.stream().map(ProcessFolder::new).toList();
    }

    private static List<Path> in(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
            List<Path> all = new ArrayList<>();
            entries.forEach(all::add);
            return all;
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    Path file(String file) {
        return path.resolve(file);
    }

    void make() throws IOException {
        Files.createDirectories(path, FOLDER);
    }

    /** What every process of it has in its environment. */
    String mark() {
        return "SLIPWAY_PROCESS=" + path;
    }

    Optional<String> read(String file) throws IOException {
        return Claim.text(file(file));
    }

    /** Old or new, never half of it, and on the disk when this returns. */
    void write(String file, String text) throws IOException {
        Path draft = file(file + ".draft");
        try (FileChannel channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                FILE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The number of the last start that was announced; 0 for none. */
    int start() throws IOException {
        return read("start").map(text -> Integer.valueOf(text.strip())).orElse(0);
    }

    Claim claim(int start) throws IOException {
        return Claim.of(file("claim." + start));
    }

    /** False when somebody else was first. */
    boolean claimNever(int start) throws IOException {
        return Claim.never(file("claim." + start));
    }

    /** What says that there is such a process goes last, so that what is cut short here is seen and done again. */
    void delete() throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        Path described = file("described.json");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, file -> !file.equals(described))) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(described);
        Files.deleteIfExists(path);
        Path version = Objects.requireNonNull(path.getParent());
        deleteEmpty(version);
        deleteEmpty(Objects.requireNonNull(version.getParent()));
    }

    private static void deleteEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException _) {
            // Others of the version or the service are in it.
        }
    }
}
