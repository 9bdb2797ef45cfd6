package dev.slipway.house;

import com.tngtech.archunit.core.domain.Dependency;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A library is imported only by the room that owns it, so that it can be replaced in one place. */
final class LibrariesHaveOwners implements Rule {

    @Override
    public Stream<String> broken(Code code) {
        return code.brokenByUse(LibrariesHaveOwners::broken);
    }

    private static Optional<String> broken(Dependency dependency) {
        String from = dependency.getOriginClass().getPackageName();
        String used = dependency.getTargetClass().getBaseComponentType().getName();
        Optional<String> library = House.longestPrefix(House.OWNERS.keySet(), used);
        if (library.isPresent()) {
            Set<String> owners = House.OWNERS.getOrDefault(library.get(), Set.of());
            return House.isOneOf(owners, from)
                    ? Optional.empty()
                    : Optional.of("%s uses %s, which only %s may"
                            .formatted(dependency.getOriginClass().getName(), used, listed(owners)));
        }
        if (dependency.getTargetClass().getBaseComponentType().isPrimitive()
                || used.startsWith(House.ROOT)
                || House.longestPrefix(House.PLATFORM, used).isPresent()
                || House.longestPrefix(House.EVERYWHERE, used).isPresent()) {
            return Optional.empty();
        }
        return Optional.of("%s uses %s, a library without an owner: give it one in House.OWNERS"
                .formatted(dependency.getOriginClass().getName(), used));
    }

    private static String listed(Set<String> owners) {
        return owners.stream().sorted().collect(Collectors.joining(" and "));
    }
}
