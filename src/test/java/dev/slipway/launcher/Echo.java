package dev.slipway.launcher;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Stands in for Slipway: prints its words, each in brackets. */
public final class Echo {

    private Echo() {}

    public static void main(String[] words) {
        System.out.println(Arrays.stream(words).map(word -> "[" + word + "]").collect(Collectors.joining()));
    }
}
