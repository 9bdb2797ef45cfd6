package dev.slipway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Releases three versions of a small shop behind the proxy while people visit it; the third has a mistake",
            "and is taken back by itself. Everything happens on this machine, in a folder of its own."
        })
final class DemoCommand implements Callable<Integer> {
    private final Around around;

    @Option(names = "--fast", description = "watches each share for 3 seconds instead of 15")
    boolean fast;

    DemoCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        return around.office().demo(around, fast ? "3s" : "15s");
    }
}
