package dev.slipway.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;

/**
 * Reads a version's answers. It knows whether the request was a HEAD, whose answer has no body whatever it says, and tells
 * what was not asked for: bytes after an answer would be taken for the next one's.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
final class BackDecoder extends HttpResponseDecoder {
    private boolean head;
    private boolean anything;
    private boolean resting;

    BackDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(Limits.REQUEST_LINE)
                .setMaxHeaderSize(Limits.ANSWER_HEAD)
                .setMaxChunkSize(Limits.WATER_HIGH));
    }

    void expect(boolean answerToHead) {
        head = answerToHead;
        anything = false;
        resting = false;
    }

    /** From now on nothing may come. */
    void rest() {
        resting = true;
    }

    /** Whether a byte came since the request was sent. */
    boolean heardAnything() {
        return anything;
    }

    boolean hasBytesLeft() {
        return actualReadableBytes() > 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
        anything = true;
        if (resting) {
            ReferenceCountUtil.release(bytes);
            ctx.close();
            return;
        }
        super.channelRead(ctx, bytes);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage answer) {
        return head || super.isContentAlwaysEmpty(answer);
    }
}
