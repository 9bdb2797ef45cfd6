package dev.slipway.cli;

import java.util.Optional;

/** The terminal at which somebody sits, if anybody does. */
public interface Terminal {
    /** Plain output is written for this width where there is no terminal to ask. */
    int PLAIN_WIDTH = 80;

    /** Whether both input and output are a terminal. */
    boolean present();

    int columns();

    /** One line that somebody types; empty when the input has ended. */
    Optional<String> ask(String question);

    /** Takes the terminal for a view that is redrawn in place. */
    Screen open();

    /** {@code pressed} is called for every Ctrl-C from now on. */
    void onInterrupt(Runnable pressed);

    static Terminal none() {
        return new Terminal() {
            @Override
            public boolean present() {
                return false;
            }

            @Override
            public int columns() {
                return PLAIN_WIDTH;
            }

            @Override
            public Optional<String> ask(String question) {
                return Optional.empty();
            }

            @Override
            public Screen open() {
                throw new IllegalStateException("there is no terminal");
            }

            @Override
            public void onInterrupt(Runnable pressed) {
                // nobody presses
            }
        };
    }
}
