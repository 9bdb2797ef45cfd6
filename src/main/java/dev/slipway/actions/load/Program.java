package dev.slipway.actions.load;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that makes load: the words that begin it, and what it prints. Pure; {@link Programmed} runs it. */
sealed interface Program permits Ab, Hey, K6 {

    String name();

    /** What it cannot do of a load whose headers are not filled in yet, one sentence. */
    Optional<String> refuses(Load written);

    /** Everybody on its machine can read them. */
    List<String> words(Load load);

    /** Variables by which it would be told otherwise. */
    default List<String> unset() {
        return List.of();
    }

    /** What it reads from its standard input. */
    default String input(Load load) {
        return "";
    }

    Reading reading(Load load);

    /** One run's output, line by line. */
    interface Reading {

        void line(String line);

        /**
         * After the last line; throws {@link IllegalArgumentException} with one sentence where that is not what the program
         * promises.
         */
        Counts counts(String errors);
    }

    /** What is true of both that are told all by their words. */
    static Stream<String> refusedInWords(String name, Load written) {
        boolean several = written.addresses().size() > 1;
        boolean variables = written.headers().values().stream()
                .anyMatch(value -> value.replace("$$", "").contains("$"));
        return Stream.of(
                        several ? name + " takes one address, and 'urls' has several" : "",
                        variables
                                ? "a header with $NAME would stand in the words of " + name
                                        + ", which everybody on its machine can read: leave 'tool' out, or take k6"
                                : "")
                .filter(says -> !says.isEmpty());
    }

    /** Programs that take whole seconds are given no less than was asked for. */
    static String seconds(Duration time) {
        return Long.toString(Math.ceilDiv(time.toMillis(), 1000));
    }
}
