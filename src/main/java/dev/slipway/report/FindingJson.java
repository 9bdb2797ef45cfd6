package dev.slipway.report;

import dev.slipway.base.Data;
import dev.slipway.lint.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings for machines: one object. */
public final class FindingJson {
    private FindingJson() {}

    public static Data of(List<Finding> findings) {
        return new Data.Mapping(Map.of(
                "findings",
                new Data.Listing(findings.stream().map(FindingJson::one).toList())));
    }

    private static Data one(Finding finding) {
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put("code", Data.of(finding.code()));
        entries.put("severity", Data.of(finding.severity().word()));
        entries.put("file", Data.of(finding.span().file()));
        entries.put("line", Data.of(finding.span().line()));
        entries.put("column", Data.of(finding.span().column()));
        entries.put("endLine", Data.of(finding.span().endLine()));
        entries.put("text", Data.of(finding.text()));
        entries.put("message", Data.of(message(finding)));
        entries.put("fix", Data.of(finding.card().fix()));
        return new Data.Mapping(entries);
    }

    static String message(Finding finding) {
        String title = finding.card().title();
        return title.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + title.substring(1) + ". " + finding.harm();
    }
}
