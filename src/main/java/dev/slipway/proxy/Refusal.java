package dev.slipway.proxy;

import io.netty.handler.codec.http.HttpResponseStatus;

/** Why a request is not passed on: the status, and one sentence for whoever reads the answer. */
record Refusal(HttpResponseStatus code, String why) {

    static Refusal bad(String why) {
        return new Refusal(HttpResponseStatus.BAD_REQUEST, why);
    }
}
