package dev.slipway.house;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/** A package that the table does not know would escape every other rule; one named by kind is about nothing. */
final class EveryPackageHasAFloor implements Rule {

    private static final Set<String> KINDS =
            Set.of("util", "utils", "common", "model", "impl", "service", "dto", "helper", "helpers", "misc", "core");

    @Override
    public Stream<String> broken(Code code) {
        return Stream.concat(
                code.packages().stream()
                        .filter(name -> House.roomOf(name).isEmpty())
                        .map(name -> name + " has no floor: give it one in House.FLOORS"),
                code.packages().stream()
                        .filter(name -> Arrays.stream(name.split("\\.")).anyMatch(KINDS::contains))
                        .map(name -> name + " is named by kind: name it by what it is about"));
    }
}
