package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import java.util.ArrayList;
import java.util.List;

/** {@code roles}: who may sign as what, by the names of operating-system users. */
final class RolesReader {
    private RolesReader() {}

    static List<FrontMatter.Role> read(Yaml value, List<Problem> problems) {
        List<FrontMatter.Role> roles = new ArrayList<>();
        FrontFields lists = FrontFields.none(problems);
        FrontNames.HYPHENED.each(value, "'roles'", problems, (name, spec) -> {
            List<Phrase> members = lists.texts(spec, "the role '" + name + "'", "the name of a user");
            roles.add(new FrontMatter.Role(name, members));
        });
        return roles;
    }
}
