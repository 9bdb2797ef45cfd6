package dev.slipway.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One noun for one thing: a type whose name has another's word in it makes readers look for a difference. */
final class NounsAreTheHouses implements Rule {

    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("Book", "Runbook"),
            Map.entry("Cell", "Step"),
            Map.entry("Block", "Step"),
            Map.entry("Task", "Step"),
            Map.entry("Job", "Step"),
            Map.entry("Operation", "Action"),
            Map.entry("Node", "Place"),
            Map.entry("Target", "Place"),
            Map.entry("Executor", "Place"),
            Map.entry("Pipeline", "Plan"),
            Map.entry("Workflow", "Plan"),
            Map.entry("Dag", "Plan"),
            Map.entry("Execution", "Run"),
            Map.entry("Deployment", "Run"),
            Map.entry("Status", "Ending"),
            Map.entry("Judgment", "Gate"),
            Map.entry("User", "Operator"),
            Map.entry("Analysis", "Check"),
            Map.entry("Metric", "Check"),
            Map.entry("Message", "Event or Order"),
            Map.entry("Repository", "Journal"),
            Map.entry("Store", "Journal"),
            Map.entry("Lock", "Lease"),
            Map.entry("Result", "Outcome or Sighting"),
            Map.entry("Manager", "Conductor"),
            Map.entry("Orchestrator", "Conductor"),
            Map.entry("Service", "what it does"),
            Map.entry("Handler", "what it does"),
            Map.entry("Helper", "what it does"),
            Map.entry("Util", "what it does"),
            Map.entry("Utils", "what it does"),
            Map.entry("Error", "Problem"),
            Map.entry("Issue", "Finding"),
            Map.entry("Impl", "what is particular about it"),
            Map.entry("Abstract", "what is common to them"));

    @Override
    public Stream<String> broken(Code code) {
        return code.classes().stream()
                .filter(type -> !type.getSimpleName().isEmpty())
                .filter(type -> !House.NAMES_ALLOWED.containsKey(type.getSimpleName()))
                .flatMap(type -> broken(type).stream())
                .sorted();
    }

    private static Optional<String> broken(JavaClass type) {
        return Stream.of(type.getSimpleName().split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"))
                .filter(INSTEAD::containsKey)
                .findFirst()
                .map(word -> "%s: '%s' is not a noun of this house; it says %s"
                        .formatted(type.getName(), word, INSTEAD.get(word)));
    }
}
