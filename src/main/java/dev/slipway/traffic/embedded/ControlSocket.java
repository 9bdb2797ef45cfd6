package dev.slipway.traffic.embedded;

import dev.slipway.base.Data;
import dev.slipway.hands.LineSocket;
import dev.slipway.hands.TrafficFailure;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;

/** One question to a running proxy, on a connection of its own: whoever is killed in between leaves nothing behind. */
final class ControlSocket {
    /** Longer than the proxy itself waits for another one, which it may be taking over from. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Path SELF = Path.of("/proc/self");

    private final Path path;

    ControlSocket(Path path) {
        this.path = path;
    }

    /** Throws {@link TrafficFailure} with one sentence when nobody answers, or somebody who should not be asked. */
    Data.Mapping ask(Data.Mapping question) {
        refuseForeign();
        try (LineSocket socket = LineSocket.to(path, PATIENCE)) {
            return socket.ask(question, PATIENCE);
        } catch (IOException e) {
            throw new TrafficFailure(sentence(e), e);
        }
    }

    private String sentence(IOException e) {
        String start = "start it: slipway proxy run --control " + path + " --listen HOST:PORT";
        if (!Files.exists(path)) {
            return "no proxy runs behind " + path + ", which does not exist; " + start;
        }
        if (e instanceof java.net.ConnectException) {
            return "no proxy answers behind " + path + ", it has ended; " + start;
        }
        if (e instanceof SocketTimeoutException) {
            return "the proxy behind " + path + " did not answer within " + PATIENCE.toSeconds()
                    + " s: look whether its process was stopped, or the machine is overloaded";
        }
        return "the proxy behind " + path + " cannot be asked: " + e.getMessage();
    }

    /** A plan may hold secrets, and another operator's proxy is not ours to steer. */
    private void refuseForeign() {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            // By numbers: in a container a user need not have a name.
            Object self = Files.getAttribute(SELF, "unix:uid");
            if (!Files.getAttribute(path, "unix:uid").equals(self)) {
                String owner = Files.getOwner(path).getName();
                throw new TrafficFailure("the control socket " + path + " belongs to '" + owner + "', not to '"
                        + Files.getOwner(SELF).getName() + "': do this as '" + owner + "'");
            }
        } catch (IOException e) {
            throw new TrafficFailure("the control socket " + path + " cannot be looked at: " + e.getMessage(), e);
        }
    }
}
