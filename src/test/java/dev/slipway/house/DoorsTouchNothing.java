package dev.slipway.house;

import com.tngtech.archunit.core.domain.Dependency;
import java.util.Optional;
import java.util.stream.Stream;

/** A door knows ports, and not who is behind them. */
final class DoorsTouchNothing implements Rule {

    @Override
    public Stream<String> broken(Code code) {
        return code.brokenByUse(DoorsTouchNothing::broken);
    }

    private static Optional<String> broken(Dependency dependency) {
        boolean door = House.isOneOf(House.DOORS, dependency.getOriginClass().getPackageName());
        boolean ours =
                House.roomOf(dependency.getTargetClass().getPackageName()).isPresent();
        boolean touches = ours
                && House.isOneOf(House.OUT_OF_REACH, dependency.getTargetClass().getPackageName());
        return door && touches
                ? Optional.of("%s uses %s: a door that can touch the world will; give it a port of hands"
                        .formatted(
                                dependency.getOriginClass().getName(),
                                dependency
                                        .getTargetClass()
                                        .getBaseComponentType()
                                        .getName()))
                : Optional.empty();
    }
}
