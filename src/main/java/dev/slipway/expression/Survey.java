package dev.slipway.expression;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an expression names: the literal paths that it reads, where in the text each of them stands, and names that are
 * nobody's. Positions count code points.
 */
final class Survey {
    private static final Set<String> TYPES =
            Set.of("bool", "bytes", "double", "dyn", "int", "list", "map", "null_type", "string", "type", "uint");
    private static final Set<String> NAMESPACES = Set.of("math");

    private final ImmutableMap<Long, Integer> positions;
    private final List<String> roots;
    private final Set<List<String>> reads = new LinkedHashSet<>();
    private final Map<Integer, List<String>> paths = new LinkedHashMap<>();
    private final List<Stranger> strangers = new ArrayList<>();

    /** A name that is neither a root nor bound by a macro. */
    record Stranger(String name, int position) {}

    private Survey(CelAbstractSyntaxTree tree, List<String> roots) {
        this.positions = tree.getSource().getPositionsMap();
        this.roots = roots;
    }

    static Survey of(CelAbstractSyntaxTree tree, List<String> roots) {
        Survey survey = new Survey(tree, roots);
        survey.visit(tree.getExpr(), Set.of());
        return survey;
    }

    List<List<String>> reads() {
        return List.copyOf(reads);
    }

    List<Stranger> strangers() {
        return strangers;
    }

    /** The path whose last step stands at this position. */
    Optional<List<String>> pathAt(int position) {
        return Optional.ofNullable(paths.get(position));
    }

    private void visit(CelExpr expression, Set<String> bound) {
        Optional<List<String>> path = path(expression, bound);
        if (path.isPresent()) {
            reads.add(path.get());
            return;
        }
        switch (expression.getKind()) {
            case SELECT -> visit(expression.select().operand(), bound);
            case IDENT -> stranger(expression, bound);
            case CALL -> call(expression.call(), bound);
            case LIST -> expression.list().elements().forEach(each -> visit(each, bound));
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    visit(entry.key(), bound);
                    visit(entry.value(), bound);
                });
            case STRUCT -> strangers.add(new Stranger(expression.struct().messageName(), position(expression)));
            case COMPREHENSION -> comprehension(expression.comprehension(), bound);
            case CONSTANT, NOT_SET -> {}
        }
    }

    private void stranger(CelExpr expression, Set<String> bound) {
        String name = expression.ident().name();
        if (!bound.contains(name) && !TYPES.contains(name)) {
            strangers.add(new Stranger(name, position(expression)));
        }
    }

    private void call(CelExpr.CelCall call, Set<String> bound) {
        call.target().filter(target -> !isNamespace(target)).ifPresent(target -> visit(target, bound));
        call.args().forEach(argument -> visit(argument, bound));
    }

    private static boolean isNamespace(CelExpr target) {
        return target.getKind() == CelExpr.ExprKind.Kind.IDENT
                && NAMESPACES.contains(target.ident().name());
    }

    private void comprehension(CelExpr.CelComprehension loop, Set<String> bound) {
        visit(loop.iterRange(), bound);
        visit(loop.accuInit(), bound);
        Set<String> within = new HashSet<>(bound);
        within.add(loop.iterVar());
        within.add(loop.iterVar2());
        within.add(loop.accuVar());
        visit(loop.loopCondition(), within);
        visit(loop.loopStep(), within);
        visit(loop.result(), within);
    }

    /** Of names and literal keys alone, down from a root. */
    private Optional<List<String>> path(CelExpr expression, Set<String> bound) {
        Optional<List<String>> found = switch (expression.getKind()) {
            case IDENT -> {
                String name = expression.ident().name();
                yield roots.contains(name) && !bound.contains(name) ? Optional.of(List.of(name)) : Optional.empty();
            }
            case SELECT ->
                path(expression.select().operand(), bound)
                        .map(path -> longer(path, expression.select().field()));
            case CALL ->
                key(expression.call())
                        .flatMap(key ->
                                path(expression.call().args().getFirst(), bound).map(path -> longer(path, key)));
            case CONSTANT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> Optional.empty();
        };
        found.ifPresent(path -> paths.put(position(expression), path));
        return found;
    }

    private static Optional<String> key(CelExpr.CelCall call) {
        if (!call.function().equals("_[_]")) {
            return Optional.empty();
        }
        CelExpr key = call.args().get(1);
        boolean text = key.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && key.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        return text ? Optional.of(key.constant().stringValue()) : Optional.empty();
    }

    private static List<String> longer(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return List.copyOf(longer);
    }

    private int position(CelExpr expression) {
        return positions.getOrDefault(expression.id(), 0);
    }
}
