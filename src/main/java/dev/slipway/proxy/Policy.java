package dev.slipway.proxy;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request must be to be passed on. The codec has refused what it cannot read; this refuses what another server behind us
 * could read otherwise than we do. One pass over the headers, whose names decide what else is looked at.
 */
final class Policy {
    /** What {@code Connection} must not name: a version would get the request without it. */
    private static final Set<String> NEVER_HOP_BY_HOP = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "content-type",
            "content-encoding",
            "expect",
            "authorization",
            "cookie",
            "origin",
            "range",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-real-ip");

    /** Some servers read an underscore as a hyphen. */
    private static final Set<String> FRAMING_WITH_UNDERSCORES = Set.of("content_length", "transfer_encoding");

    private final HttpRequest request;
    private int hosts;
    private int lengths;
    private int codings;
    private boolean upgradeNamed;
    private boolean websocket;
    private final List<String> options = new ArrayList<>(2);

    private Policy(HttpRequest request) {
        this.request = request;
    }

    sealed interface Ruling {
        record Passed(RequestHead head) implements Ruling {}

        record Refused(Refusal refusal) implements Ruling {}
    }

    static Ruling rule(HttpRequest request) {
        Policy policy = new Policy(request);
        Refusal refusal = policy.refusal();
        if (refusal != null) {
            return new Ruling.Refused(refusal);
        }
        RequestHead head = new RequestHead(request, policy.options, policy.isUpgrade());
        return head.isUpgrade() && head.hasBody()
                ? new Ruling.Refused(Refusal.bad("a WebSocket begins without a body"))
                : new Ruling.Passed(head);
    }

    private boolean isUpgrade() {
        return websocket
                && upgradeNamed
                && request.method().equals(HttpMethod.GET)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    private @Nullable Refusal refusal() {
        Refusal refusal = unreadable(request.decoderResult());
        refusal = refusal == null ? line() : refusal;
        refusal = refusal == null ? headers() : refusal;
        refusal = refusal == null ? framing() : refusal;
        return refusal == null ? target() : refusal;
    }

    static @Nullable Refusal unreadable(DecoderResult decoded) {
        if (!decoded.isFailure()) {
            return null;
        }
        return switch (decoded.cause()) {
            case TooLongHttpLineException _ ->
                new Refusal(HttpResponseStatus.REQUEST_URI_TOO_LONG, "the request line is too long");
            case TooLongHttpHeaderException _ ->
                new Refusal(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too large");
            default -> Refusal.bad("this is not a well-formed request");
        };
    }

    @SuppressWarnings(
            "ReferenceEquality") // the codec makes a version of its own of anything that is not spelt exactly so
    private @Nullable Refusal line() {
        HttpVersion version = request.protocolVersion();
        if (version != HttpVersion.HTTP_1_1 && version != HttpVersion.HTTP_1_0) {
            return new Refusal(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "the version is HTTP/1.1 or HTTP/1.0");
        }
        HttpMethod method = request.method();
        if (method.equals(HttpMethod.CONNECT) || method.equals(HttpMethod.TRACE)) {
            return new Refusal(HttpResponseStatus.METHOD_NOT_ALLOWED, "this method is not passed on");
        }
        return null;
    }

    private @Nullable Refusal headers() {
        int count = 0;
        Iterator<Map.Entry<CharSequence, CharSequence>> all = request.headers().iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            if (++count > Limits.HEADERS) {
                return new Refusal(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "there are too many headers");
            }
            Refusal refusal = header(header.getKey(), header.getValue());
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    /** Most names are told by their length alone. */
    private @Nullable Refusal header(CharSequence name, CharSequence value) {
        switch (name.length()) {
            case 4 -> hosts += is(name, HttpHeaderNames.HOST) ? 1 : 0;
            case 6 -> {
                if (is(name, HttpHeaderNames.EXPECT) && !equal(value, "100-continue")) {
                    return new Refusal(HttpResponseStatus.EXPECTATION_FAILED, "only 100-continue can be expected");
                }
            }
            case 7 -> websocket |= is(name, HttpHeaderNames.UPGRADE) && equal(value, "websocket");
            case 10 -> {
                return is(name, HttpHeaderNames.CONNECTION) ? connection(value.toString()) : null;
            }
            case 14 -> {
                lengths += is(name, HttpHeaderNames.CONTENT_LENGTH) ? 1 : 0;
                return underscored(name);
            }
            case 17 -> {
                codings += is(name, HttpHeaderNames.TRANSFER_ENCODING) ? 1 : 0;
                return underscored(name);
            }
            case 18 -> {
                // An old WebSocket draft: the codec would take eight bytes more as a body that no header announces.
                if (is(name, HttpHeaderNames.SEC_WEBSOCKET_KEY1) || is(name, HttpHeaderNames.SEC_WEBSOCKET_KEY2)) {
                    return Refusal.bad("this form of WebSocket is not passed on");
                }
            }
            default -> {}
        }
        return null;
    }

    private static boolean is(CharSequence name, CharSequence known) {
        return AsciiString.contentEqualsIgnoreCase(name, known);
    }

    private static boolean equal(CharSequence value, CharSequence known) {
        return AsciiString.contentEqualsIgnoreCase(value, known);
    }

    private static @Nullable Refusal underscored(CharSequence name) {
        return FRAMING_WITH_UNDERSCORES.contains(name.toString().toLowerCase(Locale.ROOT))
                ? Refusal.bad("a header that frames the request is spelt with an underscore")
                : null;
    }

    private @Nullable Refusal connection(String value) {
        for (String option : value.split(",", -1)) {
            String name = option.strip().toLowerCase(Locale.ROOT);
            if (NEVER_HOP_BY_HOP.contains(name)) {
                return Refusal.bad("Connection names a header that belongs to the request");
            }
            if (!name.isEmpty() && !Spelling.isToken(name)) {
                return Refusal.bad("Connection names something that is no header");
            }
            upgradeNamed |= name.equals("upgrade");
            if (!name.isEmpty() && !name.equals("keep-alive") && !name.equals("close")) {
                options.add(name);
            }
        }
        return null;
    }

    private @Nullable Refusal framing() {
        boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if (codings > 0 && (lengths > 0 || old)) {
            return Refusal.bad("the length of the body is said in two ways");
        }
        if (codings > 1 || lengths > 1) {
            return Refusal.bad("the length of the body is said twice");
        }
        if (codings == 1 && !equal(coding(), "chunked")) {
            return new Refusal(HttpResponseStatus.NOT_IMPLEMENTED, "the only transfer coding is chunked");
        }
        if (hosts > 1 || (hosts == 0 && !old)) {
            return Refusal.bad("there is one Host in a request");
        }
        return null;
    }

    private CharSequence coding() {
        String coding = request.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
        return coding == null ? "" : coding;
    }

    private @Nullable Refusal target() {
        String host = request.headers().get(HttpHeaderNames.HOST);
        if (host != null && !Spelling.isAuthority(host)) {
            return Refusal.bad("Host is not the name of a host");
        }
        String target = request.uri();
        if (!Spelling.isVisible(target)) {
            return Refusal.bad("the request target has a character that must be escaped");
        }
        if (target.charAt(0) == '/') {
            return null;
        }
        if (target.equals("*") && request.method().equals(HttpMethod.OPTIONS)) {
            return null;
        }
        int path = Spelling.pathOf(target, host == null ? "" : host);
        if (path == 0) {
            return Refusal.bad("the request target is a path on this host");
        }
        request.setUri(path == target.length() ? "/" : target.substring(path));
        return null;
    }
}
