package dev.slipway.cli;

import java.util.List;

/** A terminal that has been taken for a view: keys come one by one, lines are redrawn in place. */
public interface Screen extends AutoCloseable {
    int NO_KEY = -2;
    int INPUT_ENDED = -1;

    int columns();

    int rows();

    /** The next character typed, {@link #NO_KEY} when none came in that time. */
    int key(long millis);

    /** Shows these lines in the place of those before. */
    void show(List<String> lines);

    /** Takes the view away; what is printed next stands in its place. */
    @Override
    void close();
}
