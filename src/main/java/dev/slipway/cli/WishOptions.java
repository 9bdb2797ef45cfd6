package dev.slipway.cli;

import dev.slipway.engine.Draft;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which procedure of which document, with what told. */
final class WishOptions {
    @Parameters(index = "0", paramLabel = "DOC", description = "the runbook")
    Path document = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PROCEDURE",
            description = "a procedure of it, or '#section'; needed when there are several and none is 'release'")
    @Nullable
    String what;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            description = "needed when the runbook has several")
    @Nullable
    String environment;

    @Option(
            names = {"-i", "--input"},
            paramLabel = "K=V",
            description = "an input; as often as needed")
    List<String> inputs = new ArrayList<>();

    Draft.Wish wish() {
        return new Draft.Wish(document, Optional.ofNullable(what), Optional.ofNullable(environment), told(inputs));
    }

    static Map<String, String> told(List<String> inputs) {
        Map<String, String> told = new LinkedHashMap<>();
        for (String input : inputs) {
            int at = input.indexOf('=');
            if (at < 1) {
                throw StoppedException.usage(
                        "-i " + input + " is not of the form name=value", "Such as: -i version=1.2.3");
            }
            String name = input.substring(0, at);
            if (told.put(name, input.substring(at + 1)) != null) {
                throw StoppedException.usage("input '" + name + "' is told twice", "Tell it once.");
            }
        }
        return told;
    }
}
