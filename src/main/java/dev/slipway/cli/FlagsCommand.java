package dev.slipway.cli;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.flags.FlagServer;
import dev.slipway.flags.LiveFlags;
import dev.slipway.report.ProblemText;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "flags",
        description = {
            "Serves the feature flags of a file to clients of OpenFeature, by OFREP, until it is told to stop.",
            "FILE is JSON as flagd reads it. It is read live: what flags.set or an editor changes holds from the next"
                    + " question on. While the file is broken, what it said before holds, and that is said here."
        })
final class FlagsCommand implements Callable<Integer> {
    private static final int LARGEST_PORT = 65_535;
    private final Around around;

    @Parameters(index = "0", paramLabel = "FILE", description = "the file of flags")
    Path file = Path.of("");

    @Option(
            names = "--port",
            defaultValue = "8016",
            paramLabel = "PORT",
            description = "where it listens; 8016 without it")
    int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "HOST",
            description = "the address; without it only this machine is answered")
    String host = "";

    FlagsCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > LARGEST_PORT) {
            throw StoppedException.usage("--port is a number from 0 to 65535", "0 takes any that is free.");
        }
        try (FlagServer server = FlagServer.start(address(), open())) {
            InetSocketAddress at = server.address();
            around.out()
                    .println("slipway flags serves " + file + " at http://" + at.getHostString() + ":" + at.getPort()
                            + "/ofrep/v1/evaluate/flags");
            around.out().flush();
            new CountDownLatch(1).await();
            return ExitStatus.SUCCEEDED;
        } catch (BindException e) {
            throw new StoppedException(
                    ExitStatus.FAILED,
                    host + ":" + port + " cannot be listened at: " + e.getMessage(),
                    "Give another --port.");
        } catch (IOException e) {
            throw new StoppedException(ExitStatus.FAILED, "the flags cannot be served: " + e.getMessage(), "");
        }
    }

    private InetSocketAddress address() {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw StoppedException.usage(
                    "the name " + host + " is not known", "Give an address of this machine as --host.");
        }
        return address;
    }

    private LiveFlags open() {
        List<Problem> problems = new ArrayList<>();
        try {
            Optional<LiveFlags> flags =
                    LiveFlags.open(around.directory().resolve(file), file.toString(), problems, line -> {
                        around.err().println("slipway flags: " + line);
                        around.err().flush();
                    });
            if (flags.isEmpty()) {
                Source source = Source.of(
                        file.toString(), Files.readString(around.directory().resolve(file)));
                around.err()
                        .print(ProblemText.of(
                                problems,
                                Map.of(source.file(), source),
                                "Nothing is served.",
                                around.terminal().columns()));
                throw new StoppedException(ExitStatus.BAD_USAGE, "", "");
            }
            return flags.get();
        } catch (NoSuchFileException _) {
            throw StoppedException.usage("there is no file " + file, "");
        } catch (CharacterCodingException _) {
            throw StoppedException.usage(file + " is not UTF-8", "");
        } catch (IOException e) {
            throw StoppedException.usage(file + " cannot be read: " + e.getMessage(), "");
        }
    }
}
