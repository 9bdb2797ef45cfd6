package dev.slipway.actions.deploy;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Demand;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.util.List;
import java.util.Optional;

/** {@code deploy.process}: another version of a service of this machine, without a lost request. */
public final class DeployProcess implements Action<Version> {

    @Override
    public String name() {
        return "deploy.process";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "another version of a service, without a lost request";
    }

    @Override
    public String doc() {
        return "Starts the new version beside the old one under a supervisor that survives Slipway, waits until it answers,"
                + " tries it, and lets requests over to it: all at once (blue-green), in growing shares that are watched"
                + " (canary), instance by instance (rolling), or while requests wait (in-place). When it does not become"
                + " ready, fails the test or a trigger fires, the old version has all requests again and the new one ends."
                + " The old version is kept without requests until 'bake' is over, and then ends by itself unless it was"
                + " called back or somebody is still connected to it; a rolling and an in-place release end it at once."
                + " Taking it back is one shift to the old version, which is started again where it has ended. 'slipway"
                + " ps' lists the processes. Shell text gets inputs and declared variables as variables, and PORT.";
    }

    @Override
    public String example() {
        return "deploy.process: {name: shop, version: '${inputs.version}', command: 'exec java Shop.java',"
                + " ready: {path: /health}, traffic: web, strategy: canary, steps: ['5% for 1m', '100%'],"
                + " take-back-when: ['error-rate > 5%']}";
    }

    @Override
    public Parameters<Version> parameters() {
        return RecordParameters.of(Version.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        return parameters.entries().get("smoke") instanceof Data.Listing(List<Data> requests)
                ? SmokeTest.variables(requests)
                : List.of();
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        String how = shown.text("strategy", "blue-green");
        List<String> shares = shown.texts("steps").stream()
                .map(step -> step.replaceAll(" for .*", ""))
                .toList();
        return Preview.line(
                shown.text("name", "?") + " " + shown.text("version", "?") + shown.phrase(" behind ", "traffic")
                        + (shares.isEmpty() ? ", " + how : ", " + String.join(" → ", shares)));
    }

    @Override
    public Optional<String> undoPreview(Data.Mapping parameters) {
        return Optional.of("all requests back to the version before");
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    /** In place, requests wait for it. */
    @Override
    public boolean heldUntilDone(Data.Mapping parameters) {
        return new Preview(parameters).text("strategy", "").equals("in-place");
    }

    @Override
    public List<Demand> demands(Data.Mapping parameters) {
        return Demands.of(parameters, new Preview(parameters).text("strategy", "blue-green"));
    }

    @Override
    public Outcome perform(Version version, Site site) throws InterruptedException {
        return deploying(version, site).forward();
    }

    @Override
    public Outcome undo(Version version, Site site) throws InterruptedException {
        return deploying(version, site).back();
    }

    private static Deploying deploying(Version version, Site site) {
        return new Deploying(version.rollout(), new ProcessInstances(version, site), site, Memory.of(site));
    }
}
