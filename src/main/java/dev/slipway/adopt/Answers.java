package dev.slipway.adopt;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers by the keys of what was open: a file of lines {@code key: answer}, that is kept beside the document. */
public record Answers(Map<String, String> all) {
    private static final Pattern LINE = Pattern.compile("([^\\s:#][^\\s:]*):\\s*(.*?)\\s*");

    public Answers {
        all = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    public static Answers none() {
        return new Answers(Map.of());
    }

    public Optional<String> to(String key) {
        return Optional.ofNullable(all.get(key));
    }

    public boolean says(String key, String answer) {
        return answer.equals(all.get(key));
    }

    public Answers and(String key, String answer) {
        Map<String, String> more = new LinkedHashMap<>(all);
        more.put(key, answer);
        return new Answers(more);
    }

    /** What a file says; lines that are no answers are problems. */
    public static Answers read(Source file, List<Problem> problems) {
        Map<String, String> read = new LinkedHashMap<>();
        List<String> lines = file.lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher matcher = LINE.matcher(line);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!matcher.matches() || matcher.group(2).isEmpty()) {
                problems.add(new Problem(
                        new Span(file.file(), i + 1, 1, i + 1, line.length() + 1),
                        "this line is no answer",
                        "An answer is written as: key: answer"));
            } else if (read.putIfAbsent(matcher.group(1), matcher.group(2)) != null) {
                problems.add(new Problem(
                        new Span(file.file(), i + 1, 1, i + 1, matcher.group(1).length() + 1),
                        "'" + matcher.group(1) + "' is answered twice",
                        "Keep one of the lines."));
            }
        }
        return new Answers(read);
    }

    /** As a file, with what each was asked. */
    public String written(List<Open> open) {
        StringBuilder text = new StringBuilder("# What people have answered to 'slipway adopt'.\n");
        List<String> told = new ArrayList<>();
        for (Open each : open) {
            if (each.isAnswerable() && all.containsKey(each.key()) && !told.contains(each.key())) {
                told.add(each.key());
                text.append("# ").append(each.asks().replace('\n', ' ')).append('\n');
                line(text, each.key());
            }
        }
        all.keySet().stream().filter(key -> !told.contains(key)).forEach(key -> line(text, key));
        return text.toString();
    }

    private void line(StringBuilder text, String key) {
        text.append(key).append(": ").append(all.get(key)).append('\n');
    }
}
