package dev.slipway.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Optional is what a method returns and what a record holds. What a public type takes from others is never one: they would
 * have to wrap. Within a package a value that may be absent may be handed on as it came.
 */
final class OptionalIsAnAnswer implements Rule {

    @Override
    public Stream<String> broken(Code code) {
        return code.classes().stream()
                .filter(type -> !type.isAnonymousClass() && !type.isLocalClass())
                .flatMap(type -> Stream.concat(fields(type), parameters(type)))
                .sorted();
    }

    private static Stream<String> fields(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> !type.isRecord() || field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(field -> field.getRawType().isEquivalentTo(Optional.class))
                .map(field -> field.getFullName() + " is a field of type Optional");
    }

    private static Stream<String> parameters(JavaClass type) {
        return type.getCodeUnits().stream()
                .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(unit -> !(type.isRecord() && unit.isConstructor()))
                .filter(OptionalIsAnAnswer::takesOne)
                .map(unit -> unit.getFullName() + " takes an Optional");
    }

    private static boolean takesOne(JavaCodeUnit unit) {
        return unit.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Optional.class));
    }
}
