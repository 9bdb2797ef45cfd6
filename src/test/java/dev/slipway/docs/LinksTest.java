package dev.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Source;
import dev.slipway.runbook.Runbooks;
import dev.slipway.runbook.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A link within the repository leads to a file, and to a heading in it. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("(?<!`)\\[[^\\]]+\\]\\(([^)\\s]+)\\)");

    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_leads_somewhere(Page page) {
        List<String> dead = new ArrayList<>();
        for (String line : page.prose()) {
            Matcher link = LINK.matcher(line.replaceAll("`[^`]*`", ""));
            while (link.find()) {
                if (!link.group(1).matches("(https?|mailto):.*") && !leads(page, link.group(1))) {
                    dead.add(link.group(1));
                }
            }
        }
        assertThat(dead).as(page.path().toString()).isEmpty();
    }

    private static boolean leads(Page page, String link) {
        int mark = link.indexOf('#');
        String file = mark < 0 ? link : link.substring(0, mark);
        Path target = file.isEmpty() ? page.path() : sibling(page.path(), file);
        boolean there = Files.exists(target);
        return there && (mark < 0 || anchors(target).contains(link.substring(mark + 1)));
    }

    private static Path sibling(Path page, String file) {
        return Optional.ofNullable(page.getParent())
                .orElse(Path.of(""))
                .resolve(file)
                .normalize();
    }

    /** As Slipway itself, and GitHub, name headings. */
    private static Set<String> anchors(Path file) {
        return Runbooks.read(new Source(file.toString(), Page.of(file).text()))
                .runbook()
                .root()
                .all()
                .map(Section::anchor)
                .collect(Collectors.toSet());
    }
}
