package dev.slipway.house;

import com.tngtech.archunit.core.domain.Dependency;
import dev.slipway.house.House.Room;
import java.util.Optional;
import java.util.stream.Stream;

/** A room uses only floors below its own; rooms of one floor do not know each other. */
final class ArrowsPointDown implements Rule {

    @Override
    public Stream<String> broken(Code code) {
        return code.brokenByUse(ArrowsPointDown::broken);
    }

    private static Optional<String> broken(Dependency dependency) {
        Optional<Room> from = House.roomOf(dependency.getOriginClass().getPackageName());
        Optional<Room> to = House.roomOf(dependency.getTargetClass().getPackageName());
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            return Optional.empty();
        }
        int climb = to.get().floor() - from.get().floor();
        if (climb < 0) {
            return Optional.empty();
        }
        String why = climb == 0 ? "rooms of one floor do not know each other" : "arrows point down";
        return Optional.of("%s (floor %d) uses %s (floor %d): %s"
                .formatted(
                        dependency.getOriginClass().getName(),
                        from.get().floor(),
                        dependency.getTargetClass().getBaseComponentType().getName(),
                        to.get().floor(),
                        why));
    }
}
