package dev.slipway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import javax.net.ssl.SSLException;

/** TLS in front. Nothing else names Netty's classes for it: a start without certificates loads none of them. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
record Encrypted(SslContext context) {

    /** Throws {@link ProxyFailure} where the files cannot be used. */
    static Encrypted of(Settings.Tls tls) {
        try {
            return new Encrypted(SslContextBuilder.forServer(
                            tls.certificate().toFile(), tls.key().toFile())
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            ApplicationProtocolConfig.Protocol.ALPN,
                            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_2,
                            ApplicationProtocolNames.HTTP_1_1))
                    .build());
        } catch (SSLException | IllegalArgumentException e) {
            throw new ProxyFailure(
                    "the certificate " + tls.certificate() + " and the key " + tls.key()
                            + " cannot be used: both are PEM files, the key in PKCS #8 without a password",
                    e);
        }
    }

    void begin(Channel channel, Wiring wiring) {
        channel.pipeline().addLast(context.newHandler(channel.alloc()), new Negotiated(wiring));
    }

    /** What client and server agreed upon during the handshake; a client that asks for nothing speaks HTTP/1. */
    private static final class Negotiated extends ApplicationProtocolNegotiationHandler {
        private final Wiring wiring;

        Negotiated(Wiring wiring) {
            super(ApplicationProtocolNames.HTTP_1_1);
            this.wiring = wiring;
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                wiring.http2(ctx.pipeline());
            } else {
                wiring.http1(ctx.pipeline());
            }
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
