package dev.slipway.cli;

import dev.slipway.adopt.PlanProof;
import dev.slipway.adopt.Proof;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.engine.Desk;
import dev.slipway.plan.Planning;
import dev.slipway.runbook.FrontMatter;
import dev.slipway.runbook.Runbook;
import dev.slipway.runbook.Runbooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What plans also gets drafted, as {@code slipway plan} does it: then the shells themselves judge their syntax. */
final class DraftProof implements Proof {
    private final Around around;
    private final PlanProof plans;

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

    /** The document is read once for all its procedures. */
    private List<Problem> drafted(Source adopted) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("slipway-adopt");
        try {
            Desk desk = around.office().desk(folder.resolve("state"), around.directory());
            Map<String, Source> sources = Map.of(adopted.file(), adopted);
            Runbook runbook = Runbooks.read(adopted).runbook();
            List<Problem> problems = new ArrayList<>();
            for (FrontMatter.Procedure procedure : runbook.frontMatter().procedures()) {
                if (plans.planned(runbook, procedure.name(), 0) instanceof Planning.Planned planned) {
                    problems.addAll(desk.shellProblems(planned.plan(), sources));
                }
            }
            return problems;
        } finally {
            Files.deleteIfExists(folder);
        }
    }
}
