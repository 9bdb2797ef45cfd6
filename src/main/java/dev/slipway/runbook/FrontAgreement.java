package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What parts of the front matter must agree on with one another. */
final class FrontAgreement {
    private FrontAgreement() {}

    static void check(FrontMatter front, List<Problem> problems) {
        oneNameEachVariable(front, problems);
        dotenvFiles(front, problems);
        keysOfBuckets(front, problems);
    }

    private static void keysOfBuckets(FrontMatter front, List<Problem> problems) {
        List<String> declared =
                front.env().stream().map(each -> each.name().text()).toList();
        for (FrontMatter.DepotName depot : front.depots()) {
            if (depot.storage() instanceof Storage.Bucket bucket) {
                Stream.of(bucket.key(), bucket.secret())
                        .filter(name -> !declared.contains(name))
                        .forEach(name -> problems.add(new Problem(
                                depot.name().span(),
                                "the store '" + depot.name() + "' needs the variable " + name
                                        + ", which is not declared",
                                "Declare it: env: {" + name
                                        + ": {secret: true}}, or name another by 'key' and 'secret'.")));
            }
        }
    }

    private static void oneNameEachVariable(FrontMatter front, List<Problem> problems) {
        Map<String, Phrase> inputs = new HashMap<>();
        Stream.concat(
                        front.inputs().stream().map(FrontMatter.Input::name),
                        front.procedures().stream()
                                .flatMap(procedure -> procedure.inputs().stream())
                                .map(FrontMatter.InputDefault::name))
                .forEach(name -> inputs.putIfAbsent(ReservedNames.variableOf(name.text()), name));
        for (FrontMatter.Variable variable : front.env()) {
            Phrase input = inputs.get(variable.name().text());
            if (input != null) {
                problems.add(new Problem(
                        variable.name().span(),
                        "the input '" + input + "' gives $" + variable.name() + " too",
                        "The input stands on line " + input.span().line() + ". Rename one of the two."));
            }
        }
    }

    private static void dotenvFiles(FrontMatter front, List<Problem> problems) {
        if (front.environments().stream().anyMatch(each -> each.dotenv().isPresent())) {
            return;
        }
        front.env().stream()
                .flatMap(variable -> variable.from().stream())
                .filter(from -> from.text().equals("dotenv"))
                .forEach(from -> problems.add(new Problem(
                        from.span(),
                        "no environment has a dotenv file",
                        "Add dotenv: FILE to an environment, or write from: env.")));
    }
}
