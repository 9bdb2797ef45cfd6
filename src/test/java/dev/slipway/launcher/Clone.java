package dev.slipway.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A clone of Slipway in which only the launcher is real: `mvn` notes that it was called, does what the test asked for,
 * and leaves a jar that says what it was given. The folder's name has a space, because people's folders do.
 */
final class Clone {

    final Path home;
    private final Path path;
    private final Map<String, String> environment = new TreeMap<>();

    Clone(Path folder) throws IOException {
        home = Files.createDirectories(folder.resolve("a clone"));
        path = Files.createDirectories(folder.resolve("path"));
        for (String script : List.of("slipway", "bin/.jdk", "bin/.build")) {
            Files.createDirectories(home.resolve(script).getParent());
            Files.copy(Path.of(script), home.resolve(script), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.createDirectories(home.resolve("src/main"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        jar(folder.resolve("slipway.jar"));
        mavenDoes("true");
        environment.put("SLIPWAY_JAVA_HOME", System.getProperty("java.home"));
        environment.put("PATH", path + ":" + System.getenv("PATH"));
    }

    Clone with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Maven notes the call, runs these shell words, and then leaves a jar. */
    void mavenDoes(String words) throws IOException {
        script(path.resolve("mvn"), """
                #!/bin/sh
                set -e
                echo called >>'%s'
                %s
                mkdir -p target/app/build/lib
                cp '%s' target/app/build/slipway.jar
                echo library >target/app/build/lib/library.jar
                """.formatted(calls(), words, path.resolveSibling("slipway.jar")));
    }

    long builds() throws IOException {
        return Files.exists(calls()) ? Files.readAllLines(calls()).size() : 0;
    }

    /** What is left in target/app of a build that did not end well. */
    List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("target/app"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.matches("build|lib|build\\.log|training\\.log|built"))
                    .filter(name -> !name.matches("slipway-\\d{8}-\\d{6}-\\d+\\.(jar|jdk|aot)"))
                    .sorted()
                    .toList();
        }
    }

    Ended slipway(String... words) throws IOException, InterruptedException {
        return end(start(Stream.concat(Stream.of("./slipway"), Stream.of(words)).toArray(String[]::new)));
    }

    Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Ended end(Process process) throws IOException, InterruptedException {
        // Both are far smaller than a pipe holds, so that neither can stop the other.
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), out, err);
    }

    static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path calls() {
        return path.resolve("mvn.calls");
    }

    private static void jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
        String entry = Echo.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            jar.putNextEntry(new JarEntry(entry));
            Path classes = Path.of(Echo.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath());
            Files.copy(classes.resolve(entry), jar);
            jar.closeEntry();
        }
    }
}
