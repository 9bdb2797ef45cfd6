package dev.slipway.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Whoever looks for an action finds a file of its own, with all that belongs to it. */
final class OneActionAFile implements Rule {

    private static final String ACTION = House.ROOT + "hands.Action";

    @Override
    public Stream<String> broken(Code code) {
        Map<String, List<String>> actions = new TreeMap<>();
        for (JavaClass type : code.classes()) {
            if (type.getPackageName().startsWith(House.ROOT + "actions.") && isAction(type)) {
                actions.computeIfAbsent(file(type), _ -> new ArrayList<>()).add(type.getSimpleName());
            }
        }
        return actions.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + " declares " + entry.getValue().size() + " actions: "
                        + String.join(", ", entry.getValue().stream().sorted().toList()));
    }

    private static boolean isAction(JavaClass type) {
        return type.isAssignableTo(ACTION)
                && !type.isInterface()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    private static String file(JavaClass type) {
        return type.getPackageName()
                + "/"
                + type.getSource().flatMap(source -> source.getFileName()).orElse(type.getSimpleName());
    }
}
