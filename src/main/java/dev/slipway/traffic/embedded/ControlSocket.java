package dev.slipway.traffic.embedded;

import dev.slipway.base.Data;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.operations.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** One question to a running proxy, on a connection of its own: whoever is killed in between leaves nothing behind. */
final class ControlSocket {
    private final Path path;

    ControlSocket(Path path) {
        this.path = path;
    }

    /** Throws {@link TrafficFailure} with one sentence when nobody answers, or somebody who should not be asked. */
    Data.Mapping ask(Data.Mapping question) {
        refuseForeign();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(path));
            ByteBuffer line = ByteBuffer.wrap((question.json() + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
            String answer = in.readLine();
            if (answer == null) {
                throw new IOException("it closed the connection");
            }
            if (Json.read(answer) instanceof Data.Mapping mapping) {
                return mapping;
            }
            throw new IOException("its answer is not a JSON object");
        } catch (IOException | IllegalArgumentException e) {
            throw new TrafficFailure(sentence(e), e);
        }
    }

    private String sentence(Exception e) {
        String start = "start it: slipway proxy run --control " + path + " --listen HOST:PORT";
        if (!Files.exists(path)) {
            return "no proxy runs behind " + path + ", which does not exist; " + start;
        }
        if (e instanceof java.net.ConnectException) {
            return "no proxy answers behind " + path + ", it has ended; " + start;
        }
        return "the proxy behind " + path + " cannot be asked: " + e.getMessage();
    }

    /** A plan may hold secrets, and another operator's proxy is not ours to steer. */
    private void refuseForeign() {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            String owner = Files.getOwner(path).getName();
            String self = System.getProperty("user.name");
            if (!owner.equals(self)) {
                throw new TrafficFailure("the control socket " + path + " belongs to '" + owner + "', not to '" + self
                        + "': do this as '" + owner + "'");
            }
        } catch (IOException e) {
            throw new TrafficFailure("the control socket " + path + " cannot be looked at: " + e.getMessage(), e);
        }
    }
}
