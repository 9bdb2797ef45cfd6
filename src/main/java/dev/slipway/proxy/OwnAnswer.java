package dev.slipway.proxy;

import dev.slipway.route.Mode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** What the proxy answers without asking any version. */
record OwnAnswer(HttpResponseStatus code, String page, Duration retryAfter) {

    static OwnAnswer of(HttpResponseStatus code, String why) {
        return new OwnAnswer(code, code.code() + " " + code.reasonPhrase() + ": " + why + "\n", Duration.ZERO);
    }

    static OwnAnswer badGateway(String why) {
        return of(HttpResponseStatus.BAD_GATEWAY, why);
    }

    static OwnAnswer late(String why) {
        return of(HttpResponseStatus.GATEWAY_TIMEOUT, why);
    }

    static OwnAnswer of(Refusal refusal) {
        return of(refusal.code(), refusal.why());
    }

    static OwnAnswer full() {
        return of(HttpResponseStatus.SERVICE_UNAVAILABLE, "too many requests wait already")
                .retryingAfter(Duration.ofSeconds(1));
    }

    static OwnAnswer of(Mode.Maintenance maintenance) {
        HttpResponseStatus code = HttpResponseStatus.valueOf(maintenance.status());
        OwnAnswer plain = of(code, "this is not available at the moment");
        return new OwnAnswer(
                code, maintenance.page().isEmpty() ? plain.page() : maintenance.page(), maintenance.retryAfter());
    }

    private OwnAnswer retryingAfter(Duration time) {
        return new OwnAnswer(code, page, time);
    }

    FullHttpResponse full(boolean toHead) {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, code, toHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes));
        boolean html = page.stripLeading().toLowerCase(Locale.ROOT).startsWith("<");
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, (html ? "text/html" : "text/plain") + "; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, bytes.length)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        if (retryAfter.isPositive()) {
            answer.headers().set(HttpHeaderNames.RETRY_AFTER, retryAfter.toSeconds());
        }
        return answer;
    }
}
