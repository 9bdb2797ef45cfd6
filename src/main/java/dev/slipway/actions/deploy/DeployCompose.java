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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code deploy.compose}: another version of services of a Compose project, without a lost request. */
public final class DeployCompose implements Action<ComposeVersion> {

    @Override
    public String name() {
        return "deploy.compose";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "another version of Compose services, without a lost request";
    }

    @Override
    public String doc() {
        return "Starts containers of the new version beside the old ones, by the first Compose or the second, waits until"
                + " they are ready, tries them, and lets requests over to them: container by container (rolling), all at"
                + " once (blue-green), in growing shares that are watched (canary), or while requests wait (recreate)."
                + " Configuration and image are pinned when it begins; before that everything is looked at that can be"
                + " known to go wrong. When a container does not become ready, fails the test or a trigger fires, the old"
                + " ones have all requests again. They are stopped and not removed, so that taking it back starts"
                + " the very containers that ran, with their image, variables and configuration; nothing is built"
                + " again. The next release removes them. 'services' are released one after the other and taken back"
                + " as one, the last one first.";
    }

    @Override
    public String example() {
        return "deploy.compose: {files: docker-compose.prod.yml, service: backend, port: 8000, version: '${inputs.version}',"
                + " images: build, ready: {path: /health}, traffic: web}";
    }

    @Override
    public Parameters<ComposeVersion> parameters() {
        return RecordParameters.of(ComposeVersion.class);
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
        String how = shown.text("strategy", shown.text("traffic").isPresent() ? "rolling" : "recreate");
        List<String> shares = shown.texts("steps").stream()
                .map(step -> step.replaceAll(" for .*", ""))
                .toList();
        return Preview.line(services(parameters)
                + " " + shown.text("version", "?")
                + shown.phrase(" behind ", "traffic")
                + (shares.isEmpty() ? ", " + how : ", " + String.join(" → ", shares)));
    }

    private static String services(Data.Mapping parameters) {
        if (parameters.entries().get("services") instanceof Data.Listing(List<Data> parts)) {
            return parts.stream()
                    .map(part ->
                            part instanceof Data.Mapping(Map<String, Data> entries) && entries.get("service") != null
                                    ? entries.get("service").plain()
                                    : "?")
                    .collect(Collectors.joining(", "));
        }
        return new Preview(parameters).text("service", "?");
    }

    @Override
    public Optional<String> undoPreview(Data.Mapping parameters) {
        return Optional.of("the containers of before run again, and have all requests");
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    /** While it is recreated, requests wait for it. */
    @Override
    public boolean heldUntilDone(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return shown.text("traffic").isPresent() && shown.text("strategy", "").equals("recreate");
    }

    @Override
    public List<Demand> demands(Data.Mapping parameters) {
        return Demands.of(parameters, new Preview(parameters).text("strategy", "rolling"));
    }

    @Override
    public Outcome perform(ComposeVersion version, Site site) throws InterruptedException {
        return new Unit(version, site).forward();
    }

    @Override
    public Outcome undo(ComposeVersion version, Site site) throws InterruptedException {
        return new Unit(version, site).back();
    }
}
