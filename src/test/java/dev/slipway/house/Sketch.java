package dev.slipway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A house drawn in a few lines of Java, to see a rule catch what it is for. */
record Sketch(Path folder) {

    private static final Pattern NAME =
            Pattern.compile("package ([\\w.]+);(?s:.*?)\\b(?:class|interface|record|enum) (\\w+)");

    Code of(String... sources) {
        try {
            return Code.of(compile(sources), folder.resolve("sources"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path compile(String... sources) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            files.add(write(source));
        }
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            said,
                            manager,
                            null,
                            List.of("-proc:none", "-nowarn", "-d", classes.toString()),
                            null,
                            manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
        return classes;
    }

    private Path write(String source) throws IOException {
        Matcher name = NAME.matcher(source);
        boolean declaresType = name.find();
        String packageName = declaresType ? name.group(1) : packageOf(source);
        String file = declaresType ? name.group(2) : "package-info";
        Path path =
                folder.resolve("sources").resolve(packageName.replace('.', '/')).resolve(file + ".java");
        Files.createDirectories(path.getParent());
        return Files.writeString(path, source);
    }

    private static String packageOf(String source) {
        return new SourceFile("package-info.java", source).packageName();
    }
}
