package dev.slipway.report;

import dev.slipway.base.Data;
import dev.slipway.base.Span;
import dev.slipway.lint.Baseline;
import dev.slipway.lint.Catalogue;
import dev.slipway.lint.Finding;
import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings as SARIF 2.1.0, which code hosts show beside the lines. */
public final class FindingSarif {
    private FindingSarif() {}

    public static Data of(List<Finding> findings) {
        List<Card> cards = Catalogue.cards();
        List<String> codes = cards.stream().map(Card::code).toList();
        Data driver = mapping(
                "name",
                Data.of("Slipway"),
                "rules",
                new Data.Listing(cards.stream().map(FindingSarif::rule).toList()));
        Data run = mapping(
                "tool", mapping("driver", driver),
                "columnKind", Data.of("utf16CodeUnits"),
                "results",
                        new Data.Listing(findings.stream()
                                .map(finding -> found(finding, codes.indexOf(finding.code())))
                                .toList()));
        return mapping(
                "$schema", Data.of("https://json.schemastore.org/sarif-2.1.0.json"),
                "version", Data.of("2.1.0"),
                "runs", new Data.Listing(List.of(run)));
    }

    private static Data rule(Card card) {
        return mapping(
                "id", Data.of(card.code()),
                "shortDescription", text(card.title()),
                "fullDescription", text(card.harm()),
                "help", text(card.fix()),
                "defaultConfiguration", mapping("level", Data.of(level(card.severity()))));
    }

    private static Data found(Finding finding, int index) {
        Span span = finding.span();
        Data region = mapping(
                "startLine", Data.of(span.line()),
                "startColumn", Data.of(span.column()),
                "endLine", Data.of(span.endLine()),
                "endColumn", Data.of(span.endColumn()),
                "snippet", text(finding.text()));
        Data place = mapping("artifactLocation", mapping("uri", Data.of(uri(span.file()))), "region", region);
        return mapping(
                "ruleId", Data.of(finding.code()),
                "ruleIndex", Data.of(index),
                "level", Data.of(level(finding.severity())),
                "message",
                        text(FindingJson.message(finding) + " " + finding.card().fix()),
                "locations", new Data.Listing(List.of(mapping("physicalLocation", place))),
                "partialFingerprints", mapping("slipway/v1", Data.of(Baseline.fingerprint(finding))));
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }

    /** A relative path stays relative to wherever the linter was started. */
    private static String uri(String file) {
        try {
            String path = file.replace('\\', '/');
            return path.startsWith("/")
                    ? new URI("file", "", path, null).toASCIIString()
                    : new URI(null, null, path.contains(":") ? "./" + path : path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("every path can be quoted: " + file, e);
        }
    }

    private static Data text(String text) {
        return mapping("text", Data.of(text));
    }

    private static Data.Mapping mapping(Object... pairs) {
        Map<String, Data> entries = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            entries.put((String) pairs[i], (Data) pairs[i + 1]);
        }
        return new Data.Mapping(entries);
    }
}
