package dev.slipway.schema.risk;

import dev.slipway.schema.sql.Token;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which changes of a column's type leave the rows as they are on the disk, and which can lose something. */
final class Types {
    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("varchar", "character varying"),
            Map.entry("char", "character"),
            Map.entry("bool", "boolean"),
            Map.entry("decimal", "numeric"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("float", "double precision"),
            Map.entry("timestamptz", "timestamp with time zone"),
            Map.entry("timestamp", "timestamp without time zone"),
            Map.entry("varbit", "bit varying"));
    private static final Pattern SIZED = Pattern.compile("([a-z ]+)\\((\\d+)(?:,(\\d+))?\\)(.*)");
    private static final Map<String, Set<String>> WIDER = Map.of(
            "smallint", Set.of("integer", "bigint", "numeric", "real", "double precision"),
            "integer", Set.of("bigint", "numeric", "double precision"),
            "bigint", Set.of("numeric"),
            "real", Set.of("double precision"),
            "date", Set.of("timestamp without time zone", "timestamp with time zone"),
            "json", Set.of("jsonb"));

    private Types() {}

    /** As {@code format_type} writes it. */
    static String written(List<Token> tokens) {
        StringBuilder words = new StringBuilder();
        Token before = null;
        for (Token token : tokens) {
            boolean spaced = before != null
                    && token.kind() == Token.Kind.WORD
                    && (before.kind() == Token.Kind.WORD || before.is(")"));
            words.append(spaced ? " " : "").append(token.text());
            before = token;
        }
        String text = words.toString();
        int end = text.indexOf('(') < 0 ? text.length() : text.indexOf('(');
        String name = text.substring(0, end);
        return SPELLINGS.getOrDefault(name, name) + text.substring(end);
    }

    /** Whether the values stay as they are, so that no row is written. */
    static boolean kept(String from, String to) {
        if (from.equals(to) || (from.equals("cidr") && to.equals("inet"))) {
            return true;
        }
        Sized one = Sized.of(from);
        Sized other = Sized.of(to);
        if (one.name.equals("character varying") || one.name.equals("text")) {
            boolean text = other.name.equals("text") || other.name.equals("character varying");
            return text && other.holds(one.size);
        }
        boolean grows = one.name.equals(other.name) && other.holds(one.size);
        boolean alike = other.size == NONE || one.scale == other.scale;
        return grows && alike && Set.of("numeric", "bit varying").contains(one.name);
    }

    /** Whether every value has its like in the other type. */
    static boolean widens(String from, String to) {
        Sized one = Sized.of(from);
        Sized other = Sized.of(to);
        boolean wider = WIDER.getOrDefault(one.name, Set.of()).contains(other.name);
        return kept(from, to) || to.equals("text") || (other.size == NONE && wider);
    }

    private static final int NONE = -1;

    private record Sized(String name, int size, int scale) {
        /** Whether a length fits; one without a limit fits only where there is none. */
        boolean holds(int length) {
            return size == NONE || (length != NONE && length <= size);
        }

        static Sized of(String type) {
            Matcher sized = SIZED.matcher(type);
            return sized.matches()
                    ? new Sized(
                            (sized.group(1) + sized.group(4)).strip(),
                            Integer.parseInt(sized.group(2)),
                            sized.group(3) == null ? 0 : Integer.parseInt(sized.group(3)))
                    : new Sized(type, NONE, 0);
        }
    }
}
