package dev.slipway.main;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes libraries ready for fast starts, once, when a clone is built. Native libraries are laid beside the jars that hold them,
 * where the JVM finds them by itself. Brings classes of libraries that were compiled for Java 5 into a form that the JVM's cache can hold (it needs that of Java 6 or
 * later, with tables for the verifier). The same instructions; a class that is new enough is left as it is.
 */
final class Libraries {
    private static final int OLDEST_CACHED = 50;
    private static final int WITH_TABLES = 52;
    /** Of a class file, where its format's number stands. */
    private static final int MAJOR = 6;

    private Libraries() {}

    /** @param args the folder of the libraries */
    public static void main(String[] args) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                renew(jar);
                layOut(jar);
            }
        }
    }

    /** Of all kinds of processors; each has a name of its own. */
    private static void layOut(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            for (JarEntry entry : file.stream().toList()) {
                if (entry.getName().matches("META-INF/native/[^/]+\\.so")) {
                    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    Path part = jar.resolveSibling(name + ".new");
                    Files.write(part, read(file, entry));
                    Files.move(part, jar.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }

    static void renew(Path jar) throws IOException {
        Path renewed = jar.resolveSibling(jar.getFileName() + ".renewed");
        try (JarFile old = new JarFile(jar.toFile(), false)) {
            List<JarEntry> entries = old.stream().toList();
            if (entries.stream().noneMatch(entry -> isOld(entry, read(old, entry)))) {
                return;
            }
            ClassFile newer = ClassFile.of(
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(hierarchy(old)));
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(renewed))) {
                for (JarEntry entry : entries) {
                    byte[] bytes = read(old, entry);
                    out.putNextEntry(new JarEntry(entry.getName()));
                    out.write(isOld(entry, bytes) ? renewed(newer, bytes) : bytes);
                    out.closeEntry();
                }
            }
        }
        // A Slipway that is running keeps the file that it opened.
        Files.move(renewed, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isOld(JarEntry entry, byte[] bytes) {
        return entry.getName().endsWith(".class") && bytes.length > MAJOR + 1 && bytes[MAJOR + 1] < OLDEST_CACHED;
    }

    private static byte[] renewed(ClassFile newer, byte[] bytes) {
        ClassTransform version = (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(WITH_TABLES, 0);
            } else {
                builder.with(element);
            }
        };
        return newer.transformClass(
                newer.parse(bytes), version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
    }

    private static ClassHierarchyResolver hierarchy(JarFile jar) {
        return ClassHierarchyResolver.ofResourceParsing((ClassDesc type) -> stream(jar, type))
                .orElse(ClassHierarchyResolver.defaultResolver())
                .cached();
    }

    private static @Nullable InputStream stream(JarFile jar, ClassDesc type) {
        String descriptor = type.descriptorString();
        JarEntry entry = jar.getJarEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
        try {
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(JarFile jar, JarEntry entry) {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
