package dev.slipway.places.container;

import java.util.List;
import java.util.stream.Collectors;

/** Words as every shell reads them. */
final class Quoted {
    private Quoted() {}

    static String word(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    static String words(List<String> words) {
        return words.stream().map(Quoted::word).collect(Collectors.joining(" "));
    }
}
