package dev.slipway.cli;

/** A command ends here with one sentence, what to do, and an exit status. */
final class StoppedException extends RuntimeException {
    private final int exit;
    private final String says;
    private final String help;

    StoppedException(int exit, String says, String help) {
        super(says, null, false, false);
        this.exit = exit;
        this.says = says;
        this.help = help;
    }

    static StoppedException usage(String says, String help) {
        return new StoppedException(ExitStatus.BAD_USAGE, says, help);
    }

    int exit() {
        return exit;
    }

    String says() {
        return says;
    }

    String text() {
        return "slipway: " + says + "\n" + (help.isEmpty() ? "" : "   " + help.replace("\n", "\n   ") + "\n");
    }
}
