package dev.slipway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, on the event loop of its client. It holds the claim on a version from the moment it is granted
 * until {@link #over}, through which every way out leads.
 */
final class Exchange implements Held.Waiting, Dialling.Caller, Asked {
    private static final String MALFORMED = "the service gave an answer that is not well-formed";

    private final FrontConnection front;
    private final RequestHead head;
    private final Loop loop;
    private final AnswerRelay relay;
    private final long begun = System.nanoTime();

    private enum Phase {
        HELD,
        CONNECTING,
        /** The version has the head, and gets the body as it comes. */
        SENT,
        TUNNEL,
        OVER
    }

    private Phase phase = Phase.CONNECTING;
    private @Nullable Held heldIn;
    private long heldUntil;
    private @Nullable Claimed claimed;
    private @Nullable Dialling dialling;
    private @Nullable BackConnection back;
    private boolean reused;
    private boolean requestDone;
    private long lastProgress;

    Exchange(FrontConnection front, RequestHead head, Loop loop) {
        this.front = front;
        this.head = head;
        this.loop = loop;
        this.relay = new AnswerRelay(front, head);
        this.lastProgress = loop.now();
    }

    void route() {
        switch (loop.core().routing().claim(this)) {
            case Claim.Granted granted -> {
                phase = Phase.CONNECTING;
                claimed = new Claimed(granted, begun, head.origin());
                head.forward(front.peer(), granted.table().secretHeaders());
                connect(new Dialling(loop, granted.pool(), this));
            }
            case Claim.OnHold onHold -> hold(onHold);
            case Claim.Closed closed -> answerItself(OwnAnswer.of(closed.maintenance()));
        }
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

    private void connect(Dialling with) {
        dialling = with;
        BackConnection rested = head.isRepeatable() ? with.rested() : null;
        if (rested == null) {
            with.fresh();
        } else {
            attach(rested);
            reused = true;
        }
    }

    @Override
    public void connected(BackConnection connection) {
        reused = false;
        attach(connection);
    }

    @Override
    public void unreachable() {
        if (claimed != null) {
            claimed.unreachable();
        }
        answerItself(OwnAnswer.badGateway("the service cannot be reached"));
    }

    @Override
    public boolean isOver() {
        return phase == Phase.OVER;
    }

    private void attach(BackConnection connection) {
        back = connection;
        phase = Phase.SENT;
        lastProgress = loop.now();
        connection.begin(this);
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

    /** Whether there is somebody to take more of the body, or nothing of it to be taken. */
    boolean takesContent() {
        return (phase != Phase.HELD && phase != Phase.CONNECTING) || !head.hasBody();
    }

    /** Whether the client may go on sending. */
    boolean wantsMore() {
        return back == null || back.isWritable();
    }

    void content(HttpContent part) {
        if (part.decoderResult().isFailure()) {
            part.release();
            giveUp(OwnAnswer.of(Refusal.bad("the body is not well-formed")));
            return;
        }
        boolean last = part instanceof LastHttpContent;
        requestDone |= last;
        lastProgress = loop.now();
        if (!head.hasBody() || back == null) {
            part.release();
        } else {
            back.write(last ? AnswerRelay.withoutTrailers((LastHttpContent) part) : part);
        }
    }

    void flushRequest() {
        if (back != null) {
            back.flush();
        }
    }

    /** The client did wrong. The version gets no end of the request, so that it cannot take it for whole. */
    private void giveUp(OwnAnswer why) {
        boolean answered = relay.hasBegun();
        aborted();
        if (answered) {
            front.cut();
        } else {
            loop.core().answeredItself(why.code().code());
            front.answerAndClose(why, isHead());
        }
    }

    /** The client is gone. */
    void aborted() {
        if (phase == Phase.HELD && heldIn != null) {
            heldIn.drop(this);
        }
        if (claimed != null) {
            claimed.aborted();
        }
        over();
    }

    // What the version answers.

    void answerBegins(HttpResponse response) {
        if (claimed != null) {
            seen(relay.begins(response, claimed, this, requestDone));
        }
    }

    void answerGoesOn(HttpContent part) {
        if (phase == Phase.SENT) {
            seen(relay.goesOn(part));
        } else {
            part.release();
        }
    }

    private void seen(AnswerRelay.Seen seen) {
        lastProgress = loop.now();
        switch (seen) {
            case GOES_ON -> slowDown();
            case WHOLE -> complete();
            case MALFORMED -> broken(OwnAnswer.badGateway(MALFORMED));
            case SWITCHED -> {
                phase = Phase.TUNNEL;
                if (back != null) {
                    back.becomeTunnel();
                }
                front.openTunnel();
            }
        }
    }

    /** A client that takes the answer more slowly than it comes slows the version down. */
    private void slowDown() {
        if (back != null && !front.isWritable()) {
            back.read(false);
        }
    }

    private void complete() {
        if (claimed != null) {
            claimed.answered(relay.code());
        }
        BackConnection used = back;
        if (used != null && relay.keepsBack() && requestDone && !used.hasBytesLeft()) {
            back = null;
            used.rest();
        }
        over();
        front.finished(!relay.closesFront());
    }

    void flushAnswer() {
        front.flush();
    }

    /** The client takes answers again, or does not; from then on the version's time counts. */
    void frontWritable(boolean writable) {
        lastProgress = loop.now();
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
        } else if (reused && !heard && dialling != null) {
            // Closed while it rested, before we knew: the version has not seen this request, or may see it twice.
            reused = false;
            phase = Phase.CONNECTING;
            dialling.fresh();
        } else {
            broken(OwnAnswer.badGateway("the service closed the connection before its answer was whole"));
        }
    }

    /** The version failed: said to the client where it has no answer yet, else its answer ends where it is. */
    private void broken(OwnAnswer why) {
        if (claimed != null) {
            claimed.broken();
        }
        if (relay.hasBegun()) {
            over();
            front.cut();
        } else {
            answerItself(why);
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
        phase = Phase.OVER;
        if (claimed != null) {
            claimed.release();
        }
        if (back != null) {
            back.close();
            back = null;
        }
    }

    // WebSockets.

    void tunnelled(ByteBuf bytes) {
        if (phase == Phase.TUNNEL) {
            front.write(bytes);
            slowDown();
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
        if (phase == Phase.HELD) {
            if (now > heldUntil && heldIn != null && heldIn.drop(this)) {
                answerItself(OwnAnswer.late("the service was on hold too long"));
            }
        } else if (phase == Phase.SENT) {
            tickSent(now, loop.core().limits());
        }
    }

    /** Who is waited for: a client that takes nothing, a client that sends nothing, else the version. */
    private void tickSent(long now, Limits limits) {
        if (!front.isWritable()) {
            if (now - front.unwritableSince() > limits.idle().toNanos()) {
                front.cut();
            }
        } else if (!requestDone && head.hasBody() && wantsMore()) {
            if (now - lastProgress > limits.idle().toNanos()) {
                giveUp(OwnAnswer.of(HttpResponseStatus.REQUEST_TIMEOUT, "the body did not come in time"));
            }
        } else if (claimed != null
                && !claimed.isStream()
                && now - lastProgress > limits.answer().toNanos()) {
            broken(OwnAnswer.late("the service did not answer in time"));
        }
    }

    /** Whether the client may end its side now and still gets the answer. */
    boolean survivesHalfClose() {
        boolean stream = claimed != null && claimed.isStream();
        return requestDone && !stream && phase != Phase.HELD;
    }

    // What decides where it goes.

    boolean isHead() {
        return head.method().equals(HttpMethod.HEAD);
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
        return front.peer().address();
    }
}
