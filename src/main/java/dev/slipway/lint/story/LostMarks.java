package dev.slipway.lint.story;

import dev.slipway.lint.story.Story.Damage;
import dev.slipway.runbook.Anchors;
import dev.slipway.runbook.Excerpt;
import dev.slipway.runbook.Passage;
import dev.slipway.runbook.Passages;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Documents that lost characters on their way: fences of which only the language is left, headings without their marks,
 * comments without theirs. What they meant is read as far as it can be known, so that nobody takes them for empty.
 */
final class LostMarks {
    private static final Set<String> LANGUAGES = Set.of("bash", "sh", "shell", "console", "sql", "yaml", "json");
    private static final Pattern EVIDENCE = Pattern.compile(
            "\\bexit ?;|\\bexit \\n|\\{\\.\\.\\}|-(?:eq|ne|gt|lt|ge|le) +\\]|(?m:^sleep $)|(?m:^!/bin/)|\\btail -(?=\\s)|:-alpine|localhost:'");

    private LostMarks() {}

    static List<Passage> recovered(Passages document, List<Damage> damage) {
        String text = document.source().text();
        boolean fenced = document.all().stream()
                .anyMatch(passage ->
                        passage instanceof Passage.Fence fence && fence.closing() != Passage.Closing.INDENTED);
        List<String> lines = document.source().lines();
        boolean bare = lines.stream().filter(LANGUAGES::contains).count() >= 2;
        if (fenced || !bare) {
            return document.all();
        }
        List<Passage> found = passages(lines);
        Matcher evidence = EVIDENCE.matcher(text);
        while (evidence.find() && damage.size() < 20) {
            damage.add(new Damage(evidence.group().strip(), evidence.start(), evidence.end()));
        }
        for (Passage passage : found) {
            if (passage instanceof Passage.Fence fence && damage.size() < 20) {
                damage.add(new Damage(
                        fence.tag() + " without a fence",
                        fence.from(),
                        fence.from() + fence.tag().length()));
            }
        }
        return found;
    }

    private static List<Passage> passages(List<String> lines) {
        List<Passage> found = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (LANGUAGES.contains(line)) {
                int end = endOfFence(lines, i + 1);
                int from = offset + line.length() + 1;
                String body = String.join("\n", lines.subList(i + 1, end)) + (end > i + 1 ? "\n" : "");
                int to = Math.max(from, from + body.length() - 1);
                String read = line.equals("bash") || line.equals("sh") ? comments(body) : body;
                Excerpt excerpt = Excerpt.plain(read, from);
                found.add(new Passage.Fence(line, excerpt, Passage.Closing.OPEN, Passage.Role.STEP, 0, offset, to));
                for (int k = i; k < end; k++) {
                    offset += lines.get(k).length() + 1;
                }
                i = end - 1;
                continue;
            }
            boolean alone = (i == 0 || lines.get(i - 1).isBlank())
                    && (i + 1 >= lines.size() || lines.get(i + 1).isBlank());
            if (alone && line.matches(" [A-Z.].{2,70}") && !line.endsWith(".")) {
                String title = line.strip().replaceFirst("^\\.\\s*", "");
                int level = i < 3 ? 1 : 2;
                found.add(new Passage.Heading(level, title, Anchors.of(title), offset, offset + line.length()));
            } else if (line.matches("\\s*- .*")) {
                found.add(new Passage.Item(
                        line.strip().substring(2), Passage.Mark.BULLET, 1, offset, offset + line.length()));
            } else if (!line.isBlank()) {
                found.add(new Passage.Words(line, List.of(), 0, offset, offset + line.length()));
            }
            offset += line.length() + 1;
        }
        return found;
    }

    private static int endOfFence(List<String> lines, int from) {
        for (int i = from; i < lines.size(); i++) {
            boolean twoEmpty = lines.get(i).isBlank()
                    && i + 1 < lines.size()
                    && lines.get(i + 1).isBlank();
            if (twoEmpty || LANGUAGES.contains(lines.get(i))) {
                return i;
            }
        }
        return lines.size();
    }

    /** A line behind one blank was a comment: what code stands in is indented by two or more. */
    private static String comments(String body) {
        StringBuilder read = new StringBuilder(body);
        boolean goesOn = false;
        int start = 0;
        for (String line : body.split("\n", -1)) {
            if (!goesOn && (line.matches(" \\S.*") || line.startsWith("!/"))) {
                read.setCharAt(start, '#');
            }
            goesOn = line.endsWith("\\");
            start += line.length() + 1;
        }
        return read.toString();
    }
}
