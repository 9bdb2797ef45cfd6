package dev.slipway.plan;

import dev.slipway.base.Data;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parameters as a preview shows them, checked or not: what is absent or of another kind is simply not shown. */
public record Preview(Data.Mapping parameters) {

    /** What fits beside an action's name on a line of 80 columns. */
    public static final int WIDEST = 60;

    public Optional<String> text(String name) {
        return Optional.ofNullable(parameters.entries().get(name))
                .map(Data::plain)
                .filter(text -> !text.isBlank());
    }

    public String text(String name, String standard) {
        return text(name).orElse(standard);
    }

    /** A list, or its only item. */
    public List<String> texts(String name) {
        return Optional.ofNullable(parameters.entries().get(name))
                .map(Preview::items)
                .orElse(List.of());
    }

    private static List<String> items(Data data) {
        return data instanceof Data.Listing(List<Data> items)
                ? items.stream().map(Data::plain).toList()
                : List.of(data.plain());
    }

    public Map<String, Data> under(String name) {
        return parameters.entries().get(name) instanceof Data.Mapping(Map<String, Data> entries) ? entries : Map.of();
    }

    /** Before and after a value that may be absent: {@code " within " + 30s}. */
    public String phrase(String before, String name) {
        return text(name).map(before::concat).orElse("");
    }

    /** One line, cut at the width of the plan's tree. */
    public static String line(String text) {
        String first = text.strip().lines().findFirst().orElse("");
        boolean whole = first.length() == text.strip().length();
        if (first.codePointCount(0, first.length()) <= WIDEST - (whole ? 0 : 1)) {
            return whole ? first : first + "…";
        }
        return first.substring(0, first.offsetByCodePoints(0, WIDEST - 1)) + "…";
    }
}
