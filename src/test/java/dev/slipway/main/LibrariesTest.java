package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrariesTest {
    private static final Path PICOCLI = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(file -> file.getFileName().toString().matches("picocli-[0-9.]+\\.jar"))
            .findFirst()
            .orElseThrow();

    @TempDir
    private Path folder;

    @Test
    void classes_too_old_for_a_cache_become_new_enough_and_work_as_before() throws Exception {
        Path jar = Files.copy(PICOCLI, folder.resolve("picocli.jar"));
        assertThat(formats(jar)).contains(49);

        Libraries.main(new String[] {folder.toString()});

        assertThat(formats(jar)).isNotEmpty().allMatch(format -> format >= 50);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
                JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                if (entry.getName().matches("picocli/[A-Z].*\\.class")) {
                    // Initialising verifies it.
                    Class.forName(entry.getName().replace('/', '.').replace(".class", ""), true, loader);
                }
            }
        }
    }

    @Test
    void what_is_new_enough_stays_as_it_is() throws Exception {
        Path jar = Files.copy(PICOCLI, folder.resolve("picocli.jar"));
        Libraries.renew(jar);
        byte[] renewed = Files.readAllBytes(jar);
        Libraries.renew(jar);
        assertThat(jar).hasBinaryContent(renewed);
        assertThat(folder)
                .isDirectoryNotContaining(file -> file.getFileName().toString().endsWith(".renewed"));
    }

    @Test
    void native_libraries_lie_beside_their_jars_where_the_jvm_finds_them() throws Exception {
        byte[] library = {1, 2, 3};
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("native.jar")))) {
            for (String name : List.of("META-INF/native/libx.so", "META-INF/native/deeper/liby.so", "other/libz.so")) {
                jar.putNextEntry(new JarEntry(name));
                jar.write(library);
            }
        }

        Libraries.main(new String[] {folder.toString()});

        assertThat(folder.resolve("libx.so")).hasBinaryContent(library);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("native.jar", "libx.so");
    }

    private static List<Integer> formats(Path jar) throws Exception {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<Integer> formats = new ArrayList<>();
            for (JarEntry entry : file.stream().toList()) {
                if (entry.getName().endsWith(".class") && !entry.getName().endsWith("-info.class")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        formats.add((int) in.readNBytes(8)[7]);
                    }
                }
            }
            return formats;
        }
    }
}
