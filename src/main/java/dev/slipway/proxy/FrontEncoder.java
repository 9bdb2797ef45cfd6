package dev.slipway.proxy;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Writes answers; it is told when the request was a HEAD, whose answer says a length and has no body. */
final class FrontEncoder extends HttpResponseEncoder {
    private boolean head;

    void answerToHead(boolean is) {
        head = is;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse answer) {
        return head || super.isContentAlwaysEmpty(answer);
    }
}
