package dev.slipway.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.stream.Stream;

/** What everybody may use is what nobody can change: few types. */
final class BaseStaysSmall implements Rule {

    private static final int TYPES = 15;

    @Override
    public Stream<String> broken(Code code) {
        long types = code.classes().stream()
                .filter(type -> (type.getPackageName() + ".").startsWith(House.ROOT + "base."))
                .filter(JavaClass::isTopLevelClass)
                .count();
        return types > TYPES ? Stream.of("base has %d types: %d have to do".formatted(types, TYPES)) : Stream.empty();
    }
}
