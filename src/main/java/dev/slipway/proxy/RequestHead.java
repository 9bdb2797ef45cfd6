package dev.slipway.proxy;

import dev.slipway.route.LoadMark;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request's head that passed {@link Policy}, and what was seen of it on the way. */
final class RequestHead {
    private static final Set<HttpMethod> REPEATABLE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.OPTIONS);

    private static final String H2_EXTENSION = "x-http2-";
    private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
    private static final AsciiString HTTP2_SETTINGS = AsciiString.cached("http2-settings");
    static final AsciiString FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
    static final AsciiString FORWARDED_PROTO = AsciiString.cached("x-forwarded-proto");
    static final AsciiString FORWARDED_HOST = AsciiString.cached("x-forwarded-host");

    private final HttpRequest request;
    private final List<String> connectionOptions;
    private final boolean expectsContinue;
    private final boolean upgrade;
    private final boolean body;
    private final boolean old;
    private final boolean keptAlive;

    RequestHead(HttpRequest request, List<String> connectionOptions, boolean upgrade) {
        HttpHeaders headers = request.headers();
        this.request = request;
        this.connectionOptions = List.copyOf(connectionOptions);
        this.upgrade = upgrade;
        // What was asked of us; none of it is left in what is passed on.
        this.old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        this.keptAlive = !old && !upgrade && HttpUtil.isKeepAlive(request);
        this.expectsContinue = headers.contains(HttpHeaderNames.EXPECT);
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        this.body = headers.contains(HttpHeaderNames.TRANSFER_ENCODING) || (length != null && !isZero(length));
    }

    private static boolean isZero(String length) {
        return length.chars().allMatch(c -> c == '0');
    }

    HttpRequest request() {
        return request;
    }

    HttpMethod method() {
        return request.method();
    }

    Claimed.Origin origin() {
        return request.headers().contains(LoadMark.HEADER) ? Claimed.Origin.LOAD : Claimed.Origin.VISITOR;
    }

    boolean hasBody() {
        return body;
    }

    /** A WebSocket. */
    boolean isUpgrade() {
        return upgrade;
    }

    boolean expectsContinue() {
        return expectsContinue;
    }

    boolean isOld() {
        return old;
    }

    /** Whether its connection may have another request; that of an HTTP/1.0 client or a refused WebSocket never has. */
    boolean isKeptAlive() {
        return keptAlive;
    }

    /** Whether doing it twice is doing it once, and it can be sent twice: methods that are so by definition, without a body. */
    boolean isRepeatable() {
        return !body && !upgrade && REPEATABLE.contains(request.method());
    }

    /** Makes it the request that a version gets: without what was between the client and us, with who asked. */
    void forward(Peer peer, List<String> secretHeaders) {
        String from = peer.toString();
        HttpHeaders headers = request.headers();
        dropHopByHop(headers);
        secretHeaders.forEach(headers::remove);
        if (upgrade) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
            headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        }
        String before = headers.get(FORWARDED_FOR);
        headers.set(
                FORWARDED_FOR, before == null ? from : String.join(", ", headers.getAll(FORWARDED_FOR)) + ", " + from);
        if (!headers.contains(FORWARDED_PROTO) || peer.isEncrypted()) {
            headers.set(FORWARDED_PROTO, peer.scheme());
        }
        String host = headers.get(HttpHeaderNames.HOST);
        if (host == null) {
            // HTTP/1.0 need not say it, HTTP/1.1 must.
            headers.set(HttpHeaderNames.HOST, peer.host());
        } else if (!headers.contains(FORWARDED_HOST)) {
            headers.set(FORWARDED_HOST, host);
        }
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
        if (body) {
            frame(headers);
        }
    }

    /** In the plainest spelling: some read 010 as 8, or know {@code chunked} only in small letters. */
    private static void frame(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        if (length == null) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else if (length.startsWith("0")) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, Long.parseLong(length));
        }
    }

    private void dropHopByHop(HttpHeaders headers) {
        for (String option : connectionOptions) {
            headers.remove(option);
        }
        headers.remove(HttpHeaderNames.CONNECTION);
        headers.remove(KEEP_ALIVE);
        headers.remove(PROXY_CONNECTION);
        headers.remove(HttpHeaderNames.UPGRADE);
        headers.remove(HTTP2_SETTINGS);
        headers.remove(HttpHeaderNames.TE);
        headers.remove(HttpHeaderNames.TRAILER);
        headers.remove(HttpHeaderNames.PROXY_AUTHORIZATION);
        if (old) {
            headers.remove(HttpHeaderNames.EXPECT);
        }
    }

    /** The codec of HTTP/2 notes things of its own among the headers; a client's own of that name go too. */
    static void dropExtensions(HttpHeaders headers) {
        for (String name : headers.names()) {
            if (name.toLowerCase(Locale.ROOT).startsWith(H2_EXTENSION)) {
                headers.remove(name);
            }
        }
    }

    @Nullable
    String cookie(String name) {
        for (String line : request.headers().getAll(HttpHeaderNames.COOKIE)) {
            int at = 0;
            while (at < line.length()) {
                int end = line.indexOf(';', at);
                end = end < 0 ? line.length() : end;
                int equals = line.indexOf('=', at);
                if (equals > 0
                        && equals < end
                        && line.substring(at, equals).strip().equals(name)) {
                    return line.substring(equals + 1, end).strip();
                }
                at = end + 1;
            }
        }
        return null;
    }
}
