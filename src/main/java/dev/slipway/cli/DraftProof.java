package dev.slipway.cli;

import dev.slipway.adopt.PlanProof;
import dev.slipway.adopt.Proof;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.engine.Desk;
import dev.slipway.engine.Draft;
import dev.slipway.runbook.Runbooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What plans also gets drafted, as {@code slipway plan} does it: then the shells themselves judge their syntax. */
final class DraftProof implements Proof {
    private final Around around;
    private final Proof plans;

    DraftProof(Around around) {
        this.around = around;
        this.plans = new PlanProof(around.office().actions());
    }

    @Override
    public List<Problem> of(Source adopted) {
        List<Problem> problems = plans.of(adopted);
        if (!problems.isEmpty()) {
            return problems;
        }
        try {
            return drafted(adopted);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StoppedException(ExitStatus.INTERRUPTED, "", "");
        } catch (IOException e) {
            throw StoppedException.usage("a folder for the check cannot be made: " + e.getMessage(), "");
        }
    }

    private List<Problem> drafted(Source adopted) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("slipway-adopt");
        Path file = folder.resolve("runbook.md");
        try {
            Files.writeString(file, adopted.text());
            Desk desk = around.office().desk(folder.resolve("state"), around.directory());
            List<Problem> problems = new ArrayList<>();
            for (var procedure : Runbooks.read(adopted).runbook().frontMatter().procedures()) {
                problems.addAll(draft(
                        desk,
                        new Draft.Wish(file, Optional.of(procedure.name().text()), Optional.empty(), Map.of()),
                        adopted.file()));
            }
            return problems;
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static List<Problem> draft(Desk desk, Draft.Wish first, String name) throws InterruptedException {
        Draft.Wish wish = first;
        while (true) {
            switch (desk.draft(wish)) {
                case Draft.Wanting wanting -> {
                    Map<String, String> told = new LinkedHashMap<>();
                    wanting.inputs().forEach(input -> told.put(input.name().text(), PlanProof.sample(input, 0)));
                    wish = wish.and(told);
                }
                case Draft.Refused refused -> {
                    return refused.problems().stream()
                            .map(problem -> within(problem, name))
                            .toList();
                }
                case Draft.Ready _, Draft.Unusable _ -> {
                    return List.of();
                }
            }
        }
    }

    private static Problem within(Problem problem, String name) {
        var span = problem.span();
        return new Problem(
                new dev.slipway.base.Span(name, span.line(), span.column(), span.endLine(), span.endColumn()),
                problem.says(),
                problem.help());
    }
}
