package dev.slipway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.List;

/** Reads requests; after one that asks for another protocol it reads no more, because what follows may be of that one. */
final class FrontDecoder extends HttpRequestDecoder {
    private boolean ended;

    FrontDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(Limits.REQUEST_LINE)
                .setMaxHeaderSize(Limits.HEAD)
                .setMaxChunkSize(Limits.WATER_HIGH));
    }

    void end() {
        ended = true;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf bytes, List<Object> out) throws Exception {
        if (!ended) {
            super.decode(ctx, bytes, out);
        }
    }
}
