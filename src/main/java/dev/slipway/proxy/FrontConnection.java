package dev.slipway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection, or one stream of an HTTP/2 connection: serves one request after the other. What comes while there is
 * nowhere to put it waits here, and nothing more is read meanwhile.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
final class FrontConnection extends ChannelInboundHandlerAdapter implements Loop.Timed {
    private final Loop loop;
    private final Protocol protocol;
    private final Channel channel;
    private final Peer peer;
    private final Closing closing;
    private final Queue<Object> pending = new ArrayDeque<>();

    enum Protocol {
        HTTP1,
        /** One stream; the connection is another channel. */
        HTTP2
    }

    private enum Phase {
        /** Between requests, or before the first byte. */
        IDLE,
        HEAD,
        BUSY,
        TUNNEL,
        /** The last answer is on its way; what still comes is thrown away. */
        CLOSING
    }

    private Phase phase = Phase.IDLE;
    private long since;
    private long unwritableSince;
    private @Nullable Exchange exchange;
    private boolean heard;
    private boolean draining;
    private boolean inputEnded;
    private @Nullable ChannelFuture lastWrite;

    FrontConnection(Loop loop, Channel channel, Protocol protocol) {
        this.loop = loop;
        this.channel = channel;
        this.protocol = protocol;
        this.peer = Peer.of(protocol == Protocol.HTTP2 ? channel.parent() : channel);
        this.closing = new Closing(loop, channel);
        this.since = loop.now();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        loop.watch(this);
    }

    Peer peer() {
        return peer;
    }

    /** Whether another request may follow on this connection. */
    boolean mayGoOn() {
        return !closing.hasHeardEnd() && !loop.core().isLeaving();
    }

    long unwritableSince() {
        return unwritableSince;
    }

    // What comes.

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) {
        heard = true;
        if (phase == Phase.TUNNEL && part instanceof ByteBuf bytes && exchange != null) {
            exchange.toVersion(bytes);
        } else if (phase == Phase.CLOSING || !(part instanceof HttpObject)) {
            ReferenceCountUtil.release(part);
        } else if (!pending.isEmpty() || !isReadyFor(part)) {
            pending.add(part);
            reading();
        } else {
            take(part);
        }
    }

    private boolean isReadyFor(Object part) {
        return part instanceof HttpRequest ? exchange == null : exchange == null || exchange.takesContent();
    }

    private void take(Object part) {
        if (part instanceof HttpRequest request) {
            begin(request);
        } else if (exchange != null && part instanceof HttpContent content) {
            exchange.content(content);
            reading();
        } else {
            ReferenceCountUtil.release(part);
        }
    }

    private void begin(HttpRequest request) {
        if (protocol == Protocol.HTTP2) {
            RequestHead.dropExtensions(request.headers());
        }
        switch (Policy.rule(request)) {
            case Policy.Ruling.Passed passed -> begin(request, passed.head());
            case Policy.Ruling.Refused refused -> {
                ReferenceCountUtil.release(request);
                OwnAnswer own = OwnAnswer.of(refused.refusal());
                loop.core().answeredItself(own.code().code());
                answerAndClose(own, request.method().equals(HttpMethod.HEAD));
            }
        }
    }

    private void begin(HttpRequest request, RequestHead head) {
        phase = Phase.BUSY;
        Exchange begun = new Exchange(this, head, loop);
        exchange = begun;
        if (request instanceof LastHttpContent whole) {
            begun.content(whole);
        }
        if (head.isUpgrade()) {
            channel.pipeline().get(FrontDecoder.class).end();
        }
        begun.route();
        if (begun.isUpgrade()) {
            reading();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.flushRequest();
        } else if (phase == Phase.IDLE && !heard) {
            // Something came, and it was not yet a request.
            phase = Phase.HEAD;
            since = loop.now();
        }
        heard = false;
        channel.flush();
    }

    /** What waited can go on: there is a version for the body, or the answer before has ended. */
    void resumed() {
        if (draining) {
            return;
        }
        draining = true;
        for (Object next = pending.peek(); next != null && isReadyFor(next); next = pending.peek()) {
            pending.remove();
            if (phase == Phase.CLOSING) {
                ReferenceCountUtil.release(next);
            } else {
                take(next);
            }
        }
        draining = false;
        if (exchange != null) {
            exchange.flushRequest();
        }
        halfClose();
        reading();
    }

    /** Reads on where what comes can be put somewhere. */
    void reading() {
        boolean room = pending.isEmpty() && (exchange == null || exchange.wantsMore());
        boolean switching = exchange != null && exchange.isUpgrade() && phase != Phase.TUNNEL;
        if (!inputEnded) {
            channel.config().setAutoRead(phase == Phase.CLOSING || (room && !switching));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            halfClose();
        }
    }

    /** The end of what the client says comes in its turn, after all that it said before. */
    private void halfClose() {
        if (!inputEnded || closing.hasHeardEnd() || !pending.isEmpty()) {
            return;
        }
        closing.heardEnd();
        Exchange serving = exchange;
        if (phase == Phase.TUNNEL || (phase != Phase.CLOSING && serving == null)) {
            endExchange();
            closeAfterFlush();
        } else if (serving == null ? closing.isOutputShut() : !serving.survivesHalfClose()) {
            cut();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        loop.unwatch(this);
        phase = Phase.CLOSING;
        endExchange();
        pending.forEach(ReferenceCountUtil::release);
        pending.clear();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        loop.unwatch(this);
    }

    private void endExchange() {
        if (exchange != null) {
            Exchange ended = exchange;
            exchange = null;
            ended.aborted();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        cut();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        unwritableSince = loop.now();
        if (exchange != null) {
            exchange.frontWritable(channel.isWritable());
        }
    }

    // What goes out.

    void write(Object part) {
        if (protocol == Protocol.HTTP2) {
            lastWrite = channel.write(part);
        } else {
            if (part instanceof HttpResponse && exchange != null) {
                encoder(exchange.isHead());
            }
            channel.write(part, channel.voidPromise());
        }
    }

    private void encoder(boolean toHead) {
        FrontEncoder encoder = channel.pipeline().get(FrontEncoder.class);
        if (encoder != null) {
            encoder.answerToHead(toHead);
        }
    }

    void flush() {
        channel.flush();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    /** The answer is written whole; where it did not say that it is the last, it is not, whatever was decided since. */
    void finished(boolean keep) {
        exchange = null;
        if (keep && !closing.hasHeardEnd()) {
            channel.flush();
            phase = Phase.IDLE;
            since = loop.now();
            resumed();
        } else {
            closeAfterFlush();
        }
    }

    void answer(OwnAnswer own, boolean toHead, boolean keep) {
        exchange = null;
        boolean goesOn = keep && mayGoOn();
        FullHttpResponse full = own.full(toHead);
        if (!goesOn) {
            full.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (protocol == Protocol.HTTP1) {
            encoder(toHead);
        }
        lastWrite = channel.writeAndFlush(full);
        finished(goesOn);
    }

    void answerAndClose(OwnAnswer own, boolean toHead) {
        answer(own, toHead, false);
    }

    /** The answer cannot be ended as it began: the client must not take it for whole. */
    void cut() {
        endExchange();
        closing.cut();
    }

    /** As {@link Closing#afterFlush}. */
    void closeAfterFlush() {
        phase = Phase.CLOSING;
        exchange = null;
        pending.forEach(ReferenceCountUtil::release);
        pending.clear();
        if (protocol == Protocol.HTTP2) {
            closing.streamAfterFlush(lastWrite);
        } else {
            closing.afterFlush(this::reading);
        }
    }

    /** As {@link Closing#endsAnswer}. */
    void endsAnswer() {
        closing.endsAnswer();
    }

    void becomeTunnel(FullHttpResponse switching) {
        phase = Phase.TUNNEL;
        channel.writeAndFlush(switching);
        channel.pipeline().remove(FrontEncoder.class);
    }

    /** What the client has sent already goes first. */
    void openTunnel() {
        channel.pipeline().remove(FrontDecoder.class);
        reading();
    }

    // Time.

    @Override
    public void tick(long now) {
        Limits limits = loop.core().limits();
        long passed = now - since;
        switch (phase) {
            case IDLE -> {
                if (passed > limits.idle().toNanos()) {
                    channel.close();
                }
            }
            case HEAD -> {
                if (passed > limits.head().toNanos()) {
                    loop.core().answeredItself(HttpResponseStatus.REQUEST_TIMEOUT.code());
                    answerAndClose(
                            OwnAnswer.of(HttpResponseStatus.REQUEST_TIMEOUT, "the request did not come in time"),
                            false);
                }
            }
            case BUSY -> {
                if (exchange != null) {
                    exchange.tick(now);
                }
            }
            case CLOSING -> closing.tick(now);
            case TUNNEL -> {
                // One that is silent may stay: who has something to say says it. What nobody takes lies in memory.
                if (!channel.isWritable()
                        && now - unwritableSince > limits.idle().toNanos()) {
                    cut();
                }
            }
        }
    }
}
