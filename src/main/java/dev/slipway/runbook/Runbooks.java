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
import org.jspecify.annotations.Nullable;

/** Reads a document as a runbook. */
public final class Runbooks {
    static final Parser MARKDOWN = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(Limits.OPEN_BLOCKS)
            .maxInlineNesting(Limits.INLINE_NESTING)
            .build();

    private Runbooks() {}

    /** Always a runbook, as good as it can be, and every problem that counts wherever a procedure leads. */
    public static Reading read(Source document) {
        return read(document, null);
    }

    /** The same, joined with what several runbooks share. */
    public static Reading read(Source document, @Nullable Source slipwayYaml) {
        return within(
                document,
                (whole, split, problems) ->
                        FrontMatterReader.read(whole, split.firstLine(), split.endLine(), slipwayYaml, problems));
    }

    /** The same for a document that a call leads to: any document will do, whether or not it is a runbook itself. */
    public static Reading readCalled(Source document, @Nullable Source slipwayYaml) {
        return within(
                document, (whole, split, problems) -> FrontMatterReader.readIfAny(whole, split, slipwayYaml, problems));
    }

    /** How the front matter of a document is read. */
    @FunctionalInterface
    private interface Front {
        FrontMatter read(Source document, FrontSplit split, List<Problem> problems);
    }

    private static Reading within(Source document, Front howFront) {
        Optional<Problem> refusal =
                Documents.refusal(document.file(), document.text().length());
        return refusal.map(problem -> new Reading(
                        whole(new Source(document.file(), ""), howFront).runbook(), List.of(problem)))
                .orElseGet(() -> whole(document, howFront));
    }

    private static Reading whole(Source document, Front howFront) {
        List<Problem> problems = new ArrayList<>();
        FrontSplit split = FrontSplit.of(document, problems);
        FrontMatter front = howFront.read(document, split, problems);
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
