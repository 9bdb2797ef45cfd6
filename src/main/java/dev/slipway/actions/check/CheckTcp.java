package dev.slipway.actions.check;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Patience.Seen;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** {@code check.tcp}: something accepts connections. */
public final class CheckTcp implements Action<CheckTcp.Endpoint> {

    public record Endpoint(
            @Doc("Name or address of the machine") @Standard("localhost")
            String host,

            @Doc("The port that must accept a connection") int port,

            @Doc("How long one attempt may take") @Standard("5s")
            Duration timeout,

            @Doc("Try again until it accepts, for so long") Optional<Duration> within,

            @Doc("How long to wait between tries") @Standard("1s")
            Duration every) {
        public Endpoint {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("'port' is a number from 1 to 65535");
            }
        }
    }

    @Override
    public String name() {
        return "check.tcp";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a TCP port accepts connections";
    }

    @Override
    public String doc() {
        return "Connects from the machine where Slipway runs, and closes the connection without sending anything.";
    }

    @Override
    public String example() {
        return "check.tcp: {host: db.internal, port: 5432, within: 30s}";
    }

    @Override
    public Parameters<Endpoint> parameters() {
        return RecordParameters.of(Endpoint.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        String endpoint = shown.text("host", "localhost") + ":" + shown.text("port", "?");
        return Preview.line(endpoint + " accepts connections" + shown.phrase(" within ", "within"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Endpoint endpoint, Site site) throws InterruptedException {
        return new Patience(endpoint.every(), endpoint.within())
                .await(site, endpoint.timeout(), limit -> connect(endpoint, limit));
    }

    private static Seen connect(Endpoint endpoint, Duration limit) throws InterruptedException {
        String at = endpoint.host() + ":" + endpoint.port();
        InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
        if (address.isUnresolved()) {
            return new Seen.Otherwise("the name " + endpoint.host() + " is not known");
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, Math.toIntExact(Math.max(1, Math.min(limit.toMillis(), Integer.MAX_VALUE))));
            return new Seen.AsWanted(at + " accepts");
        } catch (SocketTimeoutException _) {
            return new Seen.Otherwise("no answer from " + at + " within " + Patience.said(limit));
        } catch (NoRouteToHostException _) {
            return new Seen.Otherwise("there is no route to " + endpoint.host());
        } catch (ConnectException _) {
            return new Seen.Otherwise("nothing listens at " + at);
        } catch (IOException e) {
            // A virtual thread that is interrupted while it connects finds its socket closed.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return new Seen.Otherwise("the connection to " + at + " failed: " + e.getMessage());
        }
    }
}
