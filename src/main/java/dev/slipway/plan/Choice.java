package dev.slipway.plan;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.runbook.FrontMatter;
import dev.slipway.runbook.FrontMatter.Environment;
import dev.slipway.runbook.FrontMatter.OnFailure;
import dev.slipway.runbook.FrontMatter.Procedure;
import dev.slipway.runbook.Runbook;
import java.util.List;
import java.util.Optional;

/** Which procedure is asked for, and where it is to be carried out. */
sealed interface Choice {
    String USUAL_PROCEDURE = "release";
    String NO_ENVIRONMENT = "default";

    record Chosen(Procedure procedure, Optional<Environment> environment) implements Choice {
        String environmentName() {
            return environment.map(chosen -> chosen.name().text()).orElse(NO_ENVIRONMENT);
        }
    }

    record Unclear(String says, String help) implements Choice {}

    static Choice of(Planning.Request request) {
        return switch (procedure(request)) {
            case Chosen(Procedure procedure, Optional<Environment> _) -> environment(request, procedure);
            case Unclear unclear -> unclear;
        };
    }

    private static Choice procedure(Planning.Request request) {
        List<Procedure> all = request.runbook().frontMatter().procedures();
        Optional<String> what = request.what();
        if (what.isPresent() && what.get().startsWith("#")) {
            return section(request.runbook(), what.get());
        }
        List<String> names = all.stream().map(each -> each.name().text()).toList();
        String wanted = what.orElse(all.size() == 1 ? names.getFirst() : USUAL_PROCEDURE);
        Optional<Procedure> found =
                all.stream().filter(each -> each.name().text().equals(wanted)).findFirst();
        if (found.isPresent()) {
            return new Chosen(found.get(), Optional.empty());
        }
        return what.isPresent()
                ? new Unclear(
                        "no procedure is called '" + wanted + "'",
                        Nearest.help("Procedures in this runbook", wanted, names))
                : new Unclear("say which procedure", Nearest.help("Procedures in this runbook", "", names));
    }

    /** A section alone locks nothing, and a failure in it waits for a person. */
    private static Choice section(Runbook runbook, String what) {
        String name = what.substring(1);
        Library.Document document = Library.Document.of(runbook, "");
        if (document.section(name).isEmpty()) {
            return new Unclear(
                    document.ambiguous(name).isEmpty()
                            ? "no section is called '" + name + "'"
                            : "several headings have the anchor '" + name + "'",
                    document.ambiguous(name).isEmpty()
                            ? Nearest.to(name, document.names())
                                    .map(near -> "Did you mean '#" + near + "'?")
                                    .orElse("'slipway sections " + document.file() + "' lists them.")
                            : "Write <!-- slipway: section id=NAME --> below the one that you mean.");
        }
        Phrase phrase = new Phrase(name, document.section(name).get().span());
        return new Chosen(
                new Procedure(
                        new Phrase(what, phrase.span()),
                        List.of(),
                        List.of(phrase),
                        List.of(),
                        new OnFailure.Pause(),
                        false,
                        List.of()),
                Optional.empty());
    }

    private static Choice environment(Planning.Request request, Procedure procedure) {
        FrontMatter front = request.runbook().frontMatter();
        List<String> names =
                front.environments().stream().map(each -> each.name().text()).toList();
        if (names.isEmpty()) {
            return request.environment()
                            .filter(name -> !name.equals(NO_ENVIRONMENT))
                            .isEmpty()
                    ? new Chosen(procedure, Optional.empty())
                    : new Unclear(
                            "no environment is called '" + request.environment().get() + "'",
                            "This runbook declares none: leave --environment out.");
        }
        if (request.environment().isEmpty() && names.size() > 1) {
            return new Unclear(
                    "say which environment", "Add --environment with one of: " + String.join(", ", names) + ".");
        }
        String wanted = request.environment().orElse(names.getFirst());
        return front.environments().stream()
                .filter(each -> each.name().text().equals(wanted))
                .findFirst()
                .<Choice>map(found -> new Chosen(procedure, Optional.of(found)))
                .orElseGet(() -> new Unclear(
                        "no environment is called '" + wanted + "'",
                        Nearest.help("Environments in this runbook", wanted, names)));
    }
}
