package dev.slipway.plan;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.runbook.FrontMatter;
import dev.slipway.runbook.Part.GateRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who may sign as what. */
final class Roles {
    private final Map<String, List<String>> members = new LinkedHashMap<>();
    private final Problems problems;

    Roles(FrontMatter front, Problems problems) {
        front.roles()
                .forEach(role -> members.put(
                        role.name().text(),
                        role.members().stream().map(Phrase::text).toList()));
        this.problems = problems;
    }

    Map<String, List<String>> members() {
        return members;
    }

    void check(GateRules rules) {
        rules.role().ifPresent(this::known);
        rules.waive().ifPresent(this::known);
        rules.role()
                .filter(role -> members.containsKey(role.text()))
                .ifPresent(role -> enough(role, rules.approvals()));
    }

    private void known(Phrase role) {
        if (!members.containsKey(role.text())) {
            problems.add(
                    role.span(),
                    "no role is called '" + role + "'",
                    members.isEmpty()
                            ? "Declare it in slipway.yaml: roles: {" + role + ": [USER]}."
                            : Nearest.help("Roles", role.text(), members.keySet()));
        }
    }

    private void enough(Phrase role, int approvals) {
        int count = members.getOrDefault(role.text(), List.of()).size();
        if (count < approvals) {
            problems.add(
                    role.span(),
                    "this gate needs " + approvals + " approvals, and the role '" + role + "' has "
                            + (count == 1 ? "1 member" : count + " members"),
                    "Ask for fewer approvals, or add members.");
        }
    }
}
