package dev.slipway.expression;

import dev.slipway.base.Data;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Following a literal path through data. */
final class Paths {
    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Paths() {}

    static Expression.Evaluation find(List<String> names, Map<String, Data> roots) {
        Data here = new Data.Mapping(roots);
        for (int i = 0; i < names.size(); i++) {
            Data next = here instanceof Data.Mapping(Map<String, Data> entries) ? entries.get(names.get(i)) : null;
            if (next == null) {
                return new Expression.Evaluation.Failure(Words.absent(names.subList(0, i + 1)));
            }
            here = next;
        }
        return new Expression.Evaluation.Value(here);
    }

    /** {@code steps.backup.file}, {@code last["database-lost"].at}. */
    static String written(List<String> names) {
        StringBuilder out = new StringBuilder(names.getFirst());
        for (String name : names.subList(1, names.size())) {
            out.append(SIMPLE.matcher(name).matches() ? "." + name : "[\"" + name + "\"]");
        }
        return out.toString();
    }
}
