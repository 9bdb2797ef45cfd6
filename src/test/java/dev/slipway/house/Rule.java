package dev.slipway.house;

import java.util.stream.Stream;

/** One thing that must be true of all code; answers with a sentence for each place where it is not. */
@FunctionalInterface
interface Rule {
    Stream<String> broken(Code code);
}
