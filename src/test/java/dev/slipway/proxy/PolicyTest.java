package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The codec and the policy alone, without a connection; {@link SmugglingTest} shows the same on the wire. */
class PolicyTest {

    /** What comes of the bytes: the status of the first refusal, 0 where all is passed on. */
    private static int ruled(String bytes, int split) {
        EmbeddedChannel channel = new EmbeddedChannel(new FrontDecoder());
        channel.writeInbound(part(bytes.substring(0, split)));
        channel.writeInbound(part(bytes.substring(split)));
        int status = 0;
        for (HttpObject object = channel.readInbound(); object != null; object = channel.readInbound()) {
            if (status == 0) {
                status = status(object);
            }
            ReferenceCountUtil.release(object);
        }
        channel.finishAndReleaseAll();
        return status;
    }

    private static Object part(String bytes) {
        return Unpooled.wrappedBuffer(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static int status(HttpObject object) {
        if (object instanceof HttpRequest request) {
            return Policy.rule(request) instanceof Policy.Ruling.Refused refused
                    ? refused.refusal().code().code()
                    : 0;
        }
        return object.decoderResult().isFailure() ? 400 : 0;
    }

    @Test
    void every_bad_request_is_refused_wherever_it_is_parted() {
        Set<String> wrong = new LinkedHashSet<>();
        for (SmugglingCorpus.Bad bad : SmugglingCorpus.all()) {
            int step = Math.max(1, bad.bytes().length() / 300);
            for (int split = 0; split <= bad.bytes().length(); split += step) {
                int status = ruled(bad.bytes(), split);
                if (status != bad.status()) {
                    wrong.add(bad.name() + ": " + status + " instead of " + bad.status());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_odd_request_is_passed_on_wherever_it_is_parted() {
        Set<String> wrong = new LinkedHashSet<>();
        for (LegalCorpus.Odd odd : LegalCorpus.all()) {
            for (int split = 0; split <= odd.bytes().length(); split++) {
                int status = ruled(odd.bytes(), split);
                if (status != 0) {
                    wrong.add(odd.name() + ": " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static RequestHead passed(HttpMethod method, String... headers) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, "/");
        request.headers().set("Host", "shop");
        for (int i = 0; i < headers.length; i += 2) {
            request.headers().add(headers[i], headers[i + 1]);
        }
        return ((Policy.Ruling.Passed) Policy.rule(request)).head();
    }

    @Test
    void only_what_may_be_done_twice_and_can_be_sent_twice_is_repeatable() {
        for (HttpMethod method :
                List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.OPTIONS)) {
            assertThat(passed(method).isRepeatable()).isTrue();
            assertThat(passed(method, "Content-Length", "5").isRepeatable()).isFalse();
        }
        for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PATCH, HttpMethod.valueOf("PURGE"))) {
            assertThat(passed(method).isRepeatable()).isFalse();
        }
        assertThat(passed(HttpMethod.GET, "Connection", "Upgrade", "Upgrade", "websocket")
                        .isRepeatable())
                .isFalse();
    }

    @Test
    void a_cookie_is_found_among_others() {
        RequestHead head = passed(HttpMethod.GET, "Cookie", "a=1; version=green.x ;bversion=2", "Cookie", "c=3");
        assertThat(head.cookie("version")).isEqualTo("green.x");
        assertThat(head.cookie("c")).isEqualTo("3");
        assertThat(head.cookie("bversion")).isEqualTo("2");
        assertThat(head.cookie("b")).isNull();
        assertThat(passed(HttpMethod.GET, "Cookie", ";;=;a;a=").cookie("a")).isEmpty();
    }
}
