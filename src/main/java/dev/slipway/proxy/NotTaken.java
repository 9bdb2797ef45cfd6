package dev.slipway.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Behind the one who takes connections: where there is no file left to open, that is counted. It is not written anywhere,
 * because whoever writes may need a file for the first time, and what he throws would end the event loop.
 */
final class NotTaken extends ChannelInboundHandlerAdapter {
    private final Core core;

    NotTaken(Core core) {
        this.core = core;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        core.notTaken().increment();
    }
}
