package dev.slipway.cli;

/** What the manual says about the commands and this package keeps to itself. */
public final class CommandFacts {
    private CommandFacts() {}

    public static String help() {
        return CommandList.help();
    }
}
