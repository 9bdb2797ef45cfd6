package dev.slipway.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The head of a version's final answer: whether it is sound, where its body ends, what of it the client gets. */
final class AnswerHead {
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
    private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");
    private static final AsciiString PROXY_AUTHENTICATE = AsciiString.cached("proxy-authenticate");
    private static final String EVENT_STREAM = "text/event-stream";
    private static final Set<String> NEVER_HOP_BY_HOP =
            Set.of("content-length", "transfer-encoding", "content-type", "content-encoding", "set-cookie", "location");

    private final HttpResponse answer;
    private final boolean bodiless;
    private final boolean measured;
    private final boolean keepsBack;

    private AnswerHead(HttpResponse answer, boolean toHead) {
        HttpHeaders headers = answer.headers();
        int code = answer.status().code();
        this.answer = answer;
        this.bodiless = toHead || code == 204 || code == 304;
        this.measured = headers.contains(HttpHeaderNames.CONTENT_LENGTH);
        boolean chunked = headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        this.keepsBack = HttpUtil.isKeepAlive(answer) && (bodiless || measured || chunked);
    }

    /** Null for one that another server or client could read otherwise than we do. */
    static @Nullable AnswerHead read(HttpResponse answer, boolean toHead) {
        return answer.decoderResult().isFailure() || !isSound(answer) ? null : new AnswerHead(answer, toHead);
    }

    private static boolean isSound(HttpResponse answer) {
        HttpHeaders headers = answer.headers();
        HttpVersion version = answer.protocolVersion();
        int code = answer.status().code();
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        boolean framed = codings.isEmpty()
                ? lengths.size() <= 1 && lengths.stream().allMatch(AnswerHead::isNumber)
                : lengths.isEmpty()
                        && codings.size() == 1
                        && codings.getFirst().equalsIgnoreCase("chunked")
                        && version.equals(HttpVersion.HTTP_1_1);
        boolean known = version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
        return framed && known && code >= 100 && code <= 599 && headers.size() <= Limits.ANSWER_HEADERS;
    }

    private static boolean isNumber(String length) {
        return !length.isEmpty() && length.length() <= 18 && length.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    int code() {
        return answer.status().code();
    }

    boolean keepsBack() {
        return keepsBack;
    }

    boolean isEventStream() {
        String type = answer.headers().get(HttpHeaderNames.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
    }

    boolean isUpgradeToWebSocket() {
        return code() == 101 && answer.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    /** Makes it the client's; answers whether the client learns the body's end only by the connection's. */
    boolean forward(boolean oldClient) {
        HttpHeaders headers = answer.headers();
        dropHopByHop(headers);
        answer.setProtocolVersion(HttpVersion.HTTP_1_1);
        if (bodiless || measured) {
            return false;
        }
        if (oldClient) {
            headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
            return true;
        }
        headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        return false;
    }

    static void dropHopByHop(HttpHeaders headers) {
        if (headers.contains(HttpHeaderNames.CONNECTION)) {
            for (String line : headers.getAll(HttpHeaderNames.CONNECTION)) {
                for (String option : line.split(",", -1)) {
                    String name = option.strip().toLowerCase(Locale.ROOT);
                    if (Spelling.isToken(name) && !NEVER_HOP_BY_HOP.contains(name)) {
                        headers.remove(name);
                    }
                }
            }
            headers.remove(HttpHeaderNames.CONNECTION);
        }
        headers.remove(KEEP_ALIVE);
        headers.remove(PROXY_CONNECTION);
        headers.remove(PROXY_AUTHENTICATE);
        headers.remove(HttpHeaderNames.UPGRADE);
        headers.remove(HttpHeaderNames.TRAILER);
    }
}
