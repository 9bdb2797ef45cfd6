package dev.slipway.schema;

import java.util.List;
import java.util.Optional;

/** Whether a version of the code runs on a schema, as far as earlier releases show. */
public sealed interface Fit {
    /** What an author writes for a version that runs on every revision. */
    String ANY = "any";

    /** It has run on just this one. */
    record Ran(Stay stay) implements Fit {}

    /** It may never have, and its author says that it can. */
    record Said() implements Fit {}

    /** It ran last on another one. */
    record Never(Stay last) implements Fit {}

    /** No release of it is known. */
    record Unheard() implements Fit {}

    /**
     * @param stays oldest first
     * @param said the revisions on which its author says it runs
     */
    static Fit of(String version, String revision, List<Stay> stays, List<String> said) {
        List<Stay> own =
                stays.stream().filter(stay -> stay.version().equals(version)).toList();
        Optional<Stay> same =
                own.stream().filter(stay -> stay.revision().equals(revision)).reduce((_, later) -> later);
        if (same.isPresent()) {
            return new Ran(same.get());
        }
        if (said.contains(revision) || said.contains(ANY)) {
            return new Said();
        }
        return own.isEmpty() ? new Unheard() : new Never(own.getLast());
    }
}
