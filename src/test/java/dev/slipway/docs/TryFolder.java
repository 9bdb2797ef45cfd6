package dev.slipway.docs;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A clone in which the README's commands are typed. The launcher and the examples are the real ones; what Maven would build is
 * a jar that leads to the classes under test, so that nothing is compiled again.
 */
final class TryFolder {
    private static final List<String> EXAMPLES = List.of("hello", "thirty");

    private final Path clone;
    private final Path path;
    private final Path site;

    record Ended(int exit, String text) {}

    TryFolder(Path folder) throws IOException {
        clone = Files.createDirectories(folder.resolve("slipway"));
        path = Files.createDirectories(folder.resolve("path"));
        site = folder.resolve("site");
        for (String script : List.of("slipway", "bin/.jdk", "bin/.build")) {
            copy(Path.of(script));
        }
        for (String example : EXAMPLES) {
            Path copied = copy(Path.of("examples", example, "runbook.md"));
            // The example's own folder may be in use by whoever runs this test.
            Files.writeString(copied, Files.readString(copied).replace("/tmp/slipway-hello", site.toString()));
        }
        Files.createDirectories(clone.resolve("src/main"));
        Files.writeString(clone.resolve("pom.xml"), "<project/>");
        maven(jar(folder.resolve("slipway.jar")));
    }

    Path site() {
        return site;
    }

    private Path copy(Path file) throws IOException {
        Path to = clone.resolve(file);
        Files.createDirectories(to.getParent());
        return Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void maven(Path jar) throws IOException {
        Path mvn = path.resolve("mvn");
        Files.writeString(mvn, """
                #!/bin/sh
                mkdir -p target/app/build/lib && cp '%s' target/app/build/slipway.jar && : >target/app/build/lib/none.jar
                """.formatted(jar));
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path jar(Path file) throws IOException {
        String classes = Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "dev.slipway.main.Main");
        main.put(Attributes.Name.CLASS_PATH, classes);
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
        return file;
    }

    /** As if typed in the clone by somebody without settings of their own. */
    Ended type(String line) throws IOException, InterruptedException {
        Path output = Files.createTempFile(path, "typed", ".txt");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", line)
                .directory(clone.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile());
        Map<String, String> environment = shell.environment();
        environment.keySet().removeIf(name -> name.startsWith("SLIPWAY_"));
        environment.put("SLIPWAY_JAVA_HOME", System.getProperty("java.home"));
        environment.put("PATH", path + File.pathSeparator + environment.get("PATH"));
        Process process = shell.start();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("it does not end: " + line);
        }
        return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
