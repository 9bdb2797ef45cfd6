package dev.slipway.cli;

import dev.slipway.adopt.PlanProof;
import dev.slipway.adopt.Proof;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.engine.Desk;
import dev.slipway.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        PlanProof.Proved proved = plans.all(adopted);
        if (!proved.problems().isEmpty()) {
            return proved.problems();
        }
        try {
            return drafted(adopted, proved.plans());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StoppedException(ExitStatus.INTERRUPTED, "", "");
        } catch (IOException e) {
            throw StoppedException.usage("a folder for the check cannot be made: " + e.getMessage(), "");
        }
    }

    private List<Problem> drafted(Source adopted, List<Plan> plans) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("slipway-adopt");
        try {
            Desk desk = around.office().desk(folder.resolve("state"), around.directory());
            return desk.shellProblems(plans, Map.of(adopted.file(), adopted));
        } finally {
            Files.deleteIfExists(folder);
        }
    }
}
