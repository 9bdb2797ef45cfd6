package dev.slipway.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the rules look at: compiled classes, and the files they came from. */
record Code(List<JavaClass> classes, List<SourceFile> sources) {

    static Code of(Path classes, Path... sourceFolders) {
        List<JavaClass> imported = new ClassFileImporter()
                .importPath(classes).stream()
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .toList();
        return new Code(
                imported, Stream.of(sourceFolders).flatMap(Code::filesUnder).toList());
    }

    Set<String> packages() {
        return classes.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a rule says of each use of one type by another, once. */
    Stream<String> brokenByUse(Function<Dependency, Optional<String>> rule) {
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .flatMap(dependency -> rule.apply(dependency).stream())
                .distinct()
                .sorted();
    }

    private static Stream<SourceFile> filesUnder(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".java")).sorted().map(Code::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile read(Path file) {
        try {
            return new SourceFile(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
