package dev.slipway.proxy;

import dev.slipway.route.Mode;
import dev.slipway.route.Pin;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, on the event loop of its client. It holds the claim on a version from the moment it is granted
 * until {@link #over}, through which every way out leads.
 */
final class Exchange implements Held.Waiting, Asked {
    private final FrontConnection front;
    private final RequestHead head;
    private final Loop loop;
    private final long begun = System.nanoTime();

    private enum Phase {
        HELD,
        CONNECTING,
        /** The version has the head, and gets the body as it comes. */
        SENT,
        /** The client has the head of the answer. */
        ANSWERING,
        TUNNEL,
        OVER
    }

    private Phase phase = Phase.CONNECTING;
    private @Nullable Held heldIn;
    private long heldUntil;
    private @Nullable Table table;
    private @Nullable Pool pool;
    private boolean stream;
    private int firstTurn;
    private int tries;
    private @Nullable BackConnection back;
    private boolean reused;
    private boolean requestDone;
    private long lastProgress;
    private int interim;
    private boolean interimEnds;
    private @Nullable AnswerHead answer;
    private boolean closesFront;

    Exchange(FrontConnection front, RequestHead head, Loop loop) {
        this.front = front;
        this.head = head;
        this.loop = loop;
        this.lastProgress = loop.now();
    }

    // Where it goes.

    void route() {
        switch (loop.core().routing().claim(this)) {
            case Claim.Granted granted -> {
                table = granted.table();
                pool = granted.pool();
                forwardHead(granted.table());
                firstTurn = granted.pool().nextTurn();
                phase = Phase.CONNECTING;
                connect(granted.pool());
            }
            case Claim.OnHold onHold -> hold(onHold);
            case Claim.Closed closed -> answerItself(OwnAnswer.of(closed.maintenance()));
        }
    }

    private void forwardHead(Table granted) {
        List<String> secrets = granted.plan().pins().stream()
                .filter(pin -> pin.kind() == Pin.Kind.HEADER)
                .map(Pin::name)
                .toList();
        head.forward(front.peer(), front.scheme(), secrets);
    }

    private void hold(Claim.OnHold onHold) {
        switch (onHold.table().held().take(this)) {
            case WAITS -> {
                phase = Phase.HELD;
                heldIn = onHold.table().held();
                heldUntil = begun + onHold.hold().atMost().toNanos();
            }
            case FULL -> answerItself(OwnAnswer.full());
            case OVER -> route();
        }
    }

    @Override
    public void resume() {
        loop.thread().execute(() -> {
            if (phase == Phase.HELD) {
                heldIn = null;
                route();
                front.resumed();
            }
        });
    }

    private void connect(Pool granted) {
        if (tries >= granted.size()) {
            granted.tally().unreachable();
            answerItself(OwnAnswer.of(HttpResponseStatus.BAD_GATEWAY, "the service cannot be reached"));
            return;
        }
        Instance instance = granted.at(firstTurn, tries, loop.now());
        InetSocketAddress address = instance.address();
        BackConnection rested = head.isRepeatable() ? loop.take(address) : null;
        if (rested != null) {
            attach(rested, address, true);
        } else {
            dial(granted, instance, address);
        }
    }

    private void dial(Pool granted, Instance instance, InetSocketAddress address) {
        if (address.isUnresolved()) {
            missed(granted, instance);
            return;
        }
        loop.dial(address).addListener((ChannelFuture dialled) -> {
            Channel channel = dialled.channel();
            if (phase == Phase.OVER) {
                channel.close();
            } else if (dialled.isSuccess()) {
                instance.reached();
                attach(channel.pipeline().get(BackConnection.class), address, false);
            } else {
                missed(granted, instance);
            }
        });
    }

    private void missed(Pool granted, Instance instance) {
        instance.failed(loop.now());
        tries++;
        connect(granted);
    }

    private void attach(BackConnection connection, InetSocketAddress address, boolean wasUsed) {
        back = connection;
        reused = wasUsed;
        phase = Phase.SENT;
        lastProgress = loop.now();
        connection.begin(this, address);
        HttpRequest request = head.request();
        if (head.hasBody()) {
            connection.write(request);
            front.resumed();
        } else {
            connection.write(new DefaultFullHttpRequest(
                    HttpVersion.HTTP_1_1,
                    request.method(),
                    request.uri(),
                    Unpooled.EMPTY_BUFFER,
                    request.headers(),
                    EmptyHttpHeaders.INSTANCE));
        }
        connection.flush();
    }

    // What the client sends.

    /** Whether the version is there to take more of the body. */
    boolean takesContent() {
        return phase != Phase.HELD && phase != Phase.CONNECTING || !head.hasBody();
    }

    /** Whether the client may go on sending. */
    boolean wantsMore() {
        return back == null || back.isWritable();
    }

    boolean isRequestDone() {
        return requestDone;
    }

    void content(HttpContent part) {
        if (part.decoderResult().isFailure()) {
            part.release();
            badBody();
            return;
        }
        boolean last = part instanceof LastHttpContent;
        requestDone |= last;
        lastProgress = loop.now();
        if (!head.hasBody() || back == null || phase == Phase.OVER) {
            part.release();
            return;
        }
        back.write(last ? withoutTrailers((LastHttpContent) part) : part);
    }

    void flushRequest() {
        if (back != null) {
            back.flush();
        }
    }

    /** Nobody needs them, and some servers take them for headers. */
    private static LastHttpContent withoutTrailers(LastHttpContent part) {
        return part.trailingHeaders().isEmpty() ? part : new DefaultLastHttpContent(part.content());
    }

    /** The version gets no end of the request, so that it cannot take it for whole. */
    private void badBody() {
        aborted();
        if (answer == null) {
            loop.core().answeredItself(HttpResponseStatus.BAD_REQUEST.code());
            front.answerAndClose(OwnAnswer.of(Refusal.bad("the body is not well-formed")), isHead());
        } else {
            front.cut();
        }
    }

    /** The client is gone, or not to be waited for. */
    void aborted() {
        if (phase == Phase.OVER) {
            return;
        }
        if (phase == Phase.HELD && heldIn != null) {
            heldIn.drop(this);
        }
        if (pool != null && !stream) {
            pool.tally().aborted();
        }
        over();
    }

    // What the version answers.

    void answerBegins(HttpResponse response) {
        lastProgress = loop.now();
        int code = response.status().code();
        if (phase != Phase.SENT || response.decoderResult().isFailure()) {
            ReferenceCountUtil.release(response);
            broken(HttpResponseStatus.BAD_GATEWAY, "the service gave an answer that is not well-formed");
        } else if (code >= 100 && code < 200 && code != 101) {
            interim(response);
        } else {
            finalAnswer(response);
        }
    }

    private void interim(HttpResponse response) {
        interimEnds = true;
        if (++interim > Limits.INTERIM) {
            broken(HttpResponseStatus.BAD_GATEWAY, "the service does not come to its answer");
            return;
        }
        boolean wanted = response.status().code() != 100 || head.expectsContinue();
        if (wanted && !head.isOld()) {
            AnswerHead.dropHopByHop(response.headers());
            front.write(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    response.status(),
                    Unpooled.EMPTY_BUFFER,
                    response.headers(),
                    EmptyHttpHeaders.INSTANCE));
        }
    }

    private void finalAnswer(HttpResponse response) {
        AnswerHead read = AnswerHead.read(response, isHead());
        boolean upgraded = read != null && read.isUpgradeToWebSocket() && head.isUpgrade();
        if (read == null || (read.code() == 101 && !upgraded)) {
            broken(HttpResponseStatus.BAD_GATEWAY, "the service gave an answer that is not well-formed");
            return;
        }
        answer = read;
        if (upgraded) {
            becomeTunnel(response);
            return;
        }
        phase = Phase.ANSWERING;
        boolean endsWithConnection = read.forward(head.isOld());
        addCookie(response);
        closesFront =
                endsWithConnection || !requestDone || !head.isKeptAlive() || !front.mayGoOn();
        if (closesFront) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (read.isEventStream() && !isHead()) {
            becomeStream(read);
        }
        front.write(response);
    }

    private void addCookie(HttpResponse response) {
        if (table != null && pool != null) {
            table.cookieFor(pool, this, front.scheme().equals("https"))
                    .ifPresent(line -> response.headers().add(HttpHeaderNames.SET_COOKIE, line));
        }
    }

    /** A stream counts as answered when it begins: its end says nothing of the version. */
    private void becomeStream(AnswerHead read) {
        stream = true;
        if (pool != null) {
            pool.tally().answered(read.code(), System.nanoTime() - begun);
            pool.tally().enterStream();
        }
    }

    void answerGoesOn(HttpContent part) {
        lastProgress = loop.now();
        if (interimEnds && part instanceof LastHttpContent) {
            interimEnds = false;
            part.release();
            return;
        }
        if (phase != Phase.ANSWERING || answer == null) {
            part.release();
            return;
        }
        if (part.decoderResult().isFailure()) {
            part.release();
            broken(HttpResponseStatus.BAD_GATEWAY, "");
            return;
        }
        if (part instanceof LastHttpContent last) {
            front.write(withoutTrailers(last));
            complete(answer);
        } else {
            front.write(part);
            if (back != null && !front.isWritable()) {
                back.read(false);
            }
        }
    }

    private void complete(AnswerHead whole) {
        if (pool != null && !stream) {
            pool.tally().answered(whole.code(), System.nanoTime() - begun);
        }
        BackConnection used = back;
        if (used != null && whole.keepsBack() && requestDone && !used.hasBytesLeft()) {
            back = null;
            used.rest();
        }
        over();
        front.finished(!closesFront && requestDone);
    }

    void flushAnswer() {
        front.flush();
    }

    /** The client takes answers again, or does not. */
    void frontWritable(boolean writable) {
        if (back != null) {
            back.read(writable);
        }
    }

    void backWritable() {
        front.reading();
    }

    /** @param heard whether any byte of an answer came */
    void backClosed(boolean heard) {
        back = null;
        if (phase == Phase.TUNNEL) {
            over();
            front.closeAfterFlush();
        } else if (phase == Phase.SENT && reused && !heard && pool != null) {
            // It was closed while it rested, and we did not know yet. Not sent a second time but to a version that never saw it.
            reused = false;
            phase = Phase.CONNECTING;
            Instance instance = pool.at(firstTurn, tries, loop.now());
            dial(pool, instance, instance.address());
        } else {
            broken(HttpResponseStatus.BAD_GATEWAY, "the service closed the connection before its answer was whole");
        }
    }

    /** The version failed: said to the client where it has no answer yet, else its answer ends where it is. */
    private void broken(HttpResponseStatus code, String why) {
        if (phase == Phase.OVER) {
            return;
        }
        if (pool != null && !stream) {
            pool.tally().broken();
        }
        if (phase == Phase.ANSWERING) {
            over();
            front.cut();
        } else {
            answerItself(OwnAnswer.of(code, why));
        }
    }

    private void answerItself(OwnAnswer own) {
        over();
        loop.core().answeredItself(own.code().code());
        if (requestDone || !head.hasBody()) {
            front.answer(own, isHead(), head.isKeptAlive());
        } else {
            front.answerAndClose(own, isHead());
        }
    }

    /** Lets go of the version, once. */
    private void over() {
        if (phase == Phase.OVER) {
            return;
        }
        phase = Phase.OVER;
        if (pool != null && stream) {
            pool.tally().leaveStream();
        } else if (pool != null) {
            pool.tally().leave();
        }
        if (back != null) {
            back.close();
            back = null;
        }
    }

    // WebSockets.

    private void becomeTunnel(HttpResponse response) {
        if (answer == null || back == null) {
            return;
        }
        becomeStream(answer);
        phase = Phase.TUNNEL;
        answer.forward(false);
        response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
        addCookie(response);
        front.becomeTunnel(new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                response.status(),
                Unpooled.EMPTY_BUFFER,
                response.headers()
                        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                        .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET),
                EmptyHttpHeaders.INSTANCE));
        back.becomeTunnel();
        front.openTunnel();
    }

    void tunnelled(ByteBuf bytes) {
        if (phase == Phase.TUNNEL) {
            front.write(bytes);
            if (back != null && !front.isWritable()) {
                back.read(false);
            }
        } else {
            bytes.release();
        }
    }

    void toVersion(ByteBuf bytes) {
        if (phase == Phase.TUNNEL && back != null) {
            back.write(bytes);
            front.reading();
        } else {
            bytes.release();
        }
    }

    // Time.

    void tick(long now) {
        long idle = loop.core().limits().idle().toNanos();
        if (phase == Phase.HELD) {
            if (now > heldUntil && heldIn != null && heldIn.drop(this)) {
                answerItself(OwnAnswer.of(HttpResponseStatus.GATEWAY_TIMEOUT, "the service was on hold too long"));
            }
        } else if (phase == Phase.SENT || phase == Phase.ANSWERING) {
            if (!front.isWritable()) {
                if (now - front.unwritableSince() > idle) {
                    front.cut();
                }
            } else if (!requestDone && wantsMore() && head.hasBody()) {
                if (now - lastProgress > idle) {
                    slowBody();
                }
            } else if (!stream && now - lastProgress > loop.core().limits().answer().toNanos()) {
                broken(HttpResponseStatus.GATEWAY_TIMEOUT, "the service did not answer in time");
            }
        }
    }

    private void slowBody() {
        boolean answered = answer != null;
        aborted();
        if (answered) {
            front.cut();
        } else {
            loop.core().answeredItself(HttpResponseStatus.REQUEST_TIMEOUT.code());
            front.answerAndClose(
                    OwnAnswer.of(HttpResponseStatus.REQUEST_TIMEOUT, "the body did not come in time"), isHead());
        }
    }

    /** Whether the client may end its side now and still gets the answer. */
    boolean survivesHalfClose() {
        return requestDone && !stream && phase != Phase.HELD;
    }

    // What decides where it goes.

    boolean isHead() {
        return head.method() == HttpMethod.HEAD;
    }

    boolean isUpgrade() {
        return head.isUpgrade();
    }

    @Override
    public @Nullable String header(String name) {
        return head.request().headers().get(name);
    }

    @Override
    public @Nullable String cookie(String name) {
        return head.cookie(name);
    }

    @Override
    public byte[] from() {
        return front.from();
    }
}
