package dev.slipway.report;

import java.util.List;

/** How something stands at one moment, for a screen that is drawn anew again and again. */
@FunctionalInterface
public interface Drawing {

    /** At most so many lines, none wider than so many columns; what matters most stands first. */
    List<String> lines(int columns, int rows);
}
