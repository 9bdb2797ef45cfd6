package dev.slipway.runbook;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.commonmark.node.Node;

/**
 * What stands in any Markdown document, in its order, whether or not it is a runbook: the linter reads what nobody has
 * declared a step.
 *
 * @param problems of allow directives alone
 */
public record Passages(Source source, List<Passage> all, List<Allowance> allowances, List<Problem> problems) {
    public Passages {
        all = List.copyOf(all);
        allowances = List.copyOf(allowances);
        problems = List.copyOf(problems);
    }

    public static Passages of(Source document) {
        List<Problem> ignored = new ArrayList<>();
        FrontSplit split = FrontSplit.of(document, ignored);
        Node root = Runbooks.MARKDOWN.parse(split.body());
        List<Problem> problems = new ArrayList<>();
        PassageWalk walk = new PassageWalk(new Manuscript(document, problems));
        walk.children(root, 0);
        walk.passages.sort(Comparator.comparingInt(Passage::from));
        return new Passages(document, walk.passages, walk.allowances(), problems);
    }
}
