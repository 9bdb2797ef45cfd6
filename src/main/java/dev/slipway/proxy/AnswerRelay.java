package dev.slipway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** Passes a version's answer on to the client, as it comes. */
final class AnswerRelay {
    private final FrontConnection front;
    private final RequestHead head;
    private int interim;
    private boolean interimEnds;
    private @Nullable AnswerHead answer;
    private boolean closesFront;

    /** What a part of an answer means for the exchange. */
    enum Seen {
        GOES_ON,
        WHOLE,
        /** The client's protocol is now what the version speaks. */
        SWITCHED,
        MALFORMED
    }

    AnswerRelay(FrontConnection front, RequestHead head) {
        this.front = front;
        this.head = head;
    }

    /** Whether the client has the beginning of the final answer. */
    boolean hasBegun() {
        return answer != null;
    }

    /** Whether the version's connection can have another request after this answer. */
    boolean keepsBack() {
        return answer != null && answer.keepsBack();
    }

    boolean closesFront() {
        return closesFront;
    }

    int code() {
        return answer == null ? 0 : answer.code();
    }

    Seen begins(HttpResponse response, Claimed claimed, Asked asked, boolean requestDone) {
        if (hasBegun() || response.decoderResult().isFailure()) {
            return Seen.MALFORMED;
        }
        int code = response.status().code();
        if (code >= 100 && code < 200 && code != 101) {
            return interim(response);
        }
        boolean toHead = head.method().equals(HttpMethod.HEAD);
        AnswerHead read = AnswerHead.read(response, toHead);
        boolean switched = read != null && read.isUpgradeToWebSocket() && head.isUpgrade();
        if (read == null || (code == 101 && !switched)) {
            return Seen.MALFORMED;
        }
        answer = read;
        boolean endsWithConnection = read.forward(head.isOld());
        claimed.cookie(asked, front.peer()).ifPresent(line -> response.headers().add(HttpHeaderNames.SET_COOKIE, line));
        if (switched) {
            claimed.becomeStream(code);
            front.becomeTunnel(switching(response));
            return Seen.SWITCHED;
        }
        closesFront = endsWithConnection || !requestDone || !head.isKeptAlive() || !front.mayGoOn();
        if (endsWithConnection) {
            front.endsAnswer();
        }
        if (closesFront) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (read.isEventStream() && !toHead) {
            claimed.becomeStream(code);
        }
        front.write(response);
        return Seen.GOES_ON;
    }

    private Seen interim(HttpResponse response) {
        interimEnds = true;
        if (++interim > Limits.INTERIM) {
            return Seen.MALFORMED;
        }
        boolean wanted = response.status().code() != 100 || head.expectsContinue();
        if (wanted && !head.isOld()) {
            AnswerHead.dropHopByHop(response.headers());
            front.write(bodiless(response));
        }
        return Seen.GOES_ON;
    }

    private static FullHttpResponse switching(HttpResponse response) {
        response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
        response.headers()
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        return bodiless(response);
    }

    private static FullHttpResponse bodiless(HttpResponse response) {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                response.status(),
                Unpooled.EMPTY_BUFFER,
                response.headers(),
                EmptyHttpHeaders.INSTANCE);
    }

    /** Takes the part over. */
    Seen goesOn(HttpContent part) {
        if (interimEnds && part instanceof LastHttpContent) {
            interimEnds = false;
            part.release();
            return Seen.GOES_ON;
        }
        if (!hasBegun() || part.decoderResult().isFailure()) {
            part.release();
            return Seen.MALFORMED;
        }
        if (part instanceof LastHttpContent last) {
            front.write(withoutTrailers(last));
            return Seen.WHOLE;
        }
        front.write(part);
        return Seen.GOES_ON;
    }

    /** Nobody needs them, and some take them for headers. */
    static LastHttpContent withoutTrailers(LastHttpContent part) {
        return part.trailingHeaders().isEmpty() ? part : new DefaultLastHttpContent(part.content());
    }
}
