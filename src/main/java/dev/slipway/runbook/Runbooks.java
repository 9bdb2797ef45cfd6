package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Reads a document as a runbook. */
public final class Runbooks {
    private static final Parser MARKDOWN = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(Limits.OPEN_BLOCKS)
            .maxInlineNesting(Limits.INLINE_NESTING)
            .build();

    private Runbooks() {}

    /** Always a runbook, as good as it can be, and every problem that counts wherever a procedure leads. */
    public static Reading read(Source document, Optional<Source> slipwayYaml) {
        List<Problem> problems = new ArrayList<>();
        Optional<Problem> refusal =
                Documents.refusal(document.file(), document.text().length());
        if (refusal.isPresent()) {
            Reading nothing = read(new Source(document.file(), ""), Optional.empty(), problems);
            return new Reading(nothing.runbook(), List.of(refusal.get()));
        }
        return read(document, slipwayYaml, problems);
    }

    private static Reading read(Source document, Optional<Source> slipwayYaml, List<Problem> problems) {
        FrontSplit split = FrontSplit.of(document, problems);
        FrontMatter front = FrontMatterReader.read(
                document, split.firstLine(), split.endLine(), slipwayYaml.orElse(null), problems);
        Manuscript manuscript = new Manuscript(document, problems);
        Section root = DocumentWalk.read(manuscript, MARKDOWN.parse(split.body()));
        Runbook runbook = new Runbook(document, title(document, front, root), front, root, manuscript.allowances);
        return new Reading(runbook, problems);
    }

    private static String title(Source document, FrontMatter front, Section root) {
        return front.title()
                .map(Phrase::text)
                .or(() -> root.all()
                        .filter(section ->
                                section.level() == 1 && !section.title().isEmpty())
                        .map(Section::title)
                        .findFirst())
                .orElseGet(() -> document.file().substring(document.file().lastIndexOf('/') + 1));
    }
}
