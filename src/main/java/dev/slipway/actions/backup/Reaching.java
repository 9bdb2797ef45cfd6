package dev.slipway.actions.backup;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Why a server could not be asked, in one sentence. */
final class Reaching {
    private Reaching() {}

    static String why(IOException e, Login login) {
        return switch (e) {
            case UnknownHostException _ -> "the name " + login.host() + " is not known";
            case ConnectException _ -> "nothing listens at " + login.server();
            case NoRouteToHostException _ -> "there is no route to " + login.host();
            case SocketTimeoutException _ -> "no answer from " + login.server();
            case SSLException _ -> "the connection to " + login.server() + " could not be encrypted: " + e.getMessage();
            default -> login.server() + ": " + e.getMessage();
        };
    }
}
