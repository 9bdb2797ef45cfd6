package dev.slipway.plan;

import dev.slipway.runbook.Part;
import dev.slipway.runbook.Runbook;
import java.util.Set;
import java.util.TreeSet;

/** Which other files must be read before a runbook can be planned. */
public final class CalledFiles {
    private CalledFiles() {}

    /**
     * The files that the calls of a document name, by path relative to the runbook: keys of {@link Planning.Request#files}.
     *
     * @param at the document's own path relative to the runbook; empty for the runbook itself
     */
    public static Set<String> of(Runbook document, String at) {
        Set<String> files = new TreeSet<>();
        document.root().all().flatMap(section -> section.parts().stream()).forEach(part -> {
            if (part instanceof Part.Call call) {
                String file = file(call);
                if (!file.isEmpty()) {
                    files.add(Library.resolve(at, file));
                }
            }
        });
        return files;
    }

    /** What stands before the {@code #}; empty for a section of the same document. */
    static String file(Part.Call call) {
        String target = call.target().text();
        int hash = target.indexOf('#');
        return hash < 0 ? target : target.substring(0, hash);
    }

    static String anchor(Part.Call call) {
        String target = call.target().text();
        int hash = target.indexOf('#');
        return hash < 0 ? "" : target.substring(hash + 1);
    }
}
