package dev.slipway.runbook;

import dev.slipway.base.Source;
import java.util.List;
import java.util.Optional;

/**
 * One document. {@code root} is a section of level 0 that holds what stands before the first heading, and the rest as its
 * subsections. The document's text below the front matter can be written back unchanged from {@code source}.
 */
public record Runbook(Source source, String title, FrontMatter frontMatter, Section root, List<Allowance> allowances) {
    public Runbook {
        allowances = List.copyOf(allowances);
    }

    /** The section that procedures and links reach by this name: its id, or its anchor where that is unique. */
    public Optional<Section> section(String name) {
        return root.all().filter(section -> section.isCalled(name)).findFirst();
    }
}
