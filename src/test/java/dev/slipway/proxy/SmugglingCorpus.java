package dev.slipway.proxy;

import java.util.ArrayList;
import java.util.List;

/** Requests that some server reads otherwise than another, or that are none. One character a byte. */
final class SmugglingCorpus {
    private final List<Bad> all = new ArrayList<>();

    /** @param status the one answer that it gets before its connection is closed */
    record Bad(int status, String name, String bytes) {}

    private SmugglingCorpus() {}

    static List<Bad> all() {
        SmugglingCorpus corpus = new SmugglingCorpus();
        corpus.requestLines();
        corpus.targets();
        corpus.lineEnds();
        corpus.headers();
        corpus.hosts();
        corpus.hopByHop();
        corpus.lengths();
        corpus.codings();
        corpus.chunks();
        corpus.tooMuch();
        return corpus.all;
    }

    private void raw(int status, String name, String bytes) {
        all.add(new Bad(status, name, bytes));
    }

    private void line(int status, String name, String line) {
        raw(status, name, line + "\r\nHost: shop\r\n\r\n");
    }

    private void target(String name, String target) {
        line(400, name, "GET " + target + " HTTP/1.1");
    }

    /** Further lines of the head of a GET. */
    private void head(int status, String name, String lines) {
        raw(status, name, "GET / HTTP/1.1\r\nHost: shop\r\n" + lines + "\r\n\r\n");
    }

    /** Further lines of the head of a POST, and what follows: something that must not be taken for another request. */
    private void post(int status, String name, String lines) {
        raw(
                status,
                name,
                "POST / HTTP/1.1\r\nHost: shop\r\n" + lines + "\r\n\r\n0\r\n\r\nGET /bad HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    private void chunked(String name, String body) {
        raw(400, name, "POST / HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
    }

    private void requestLines() {
        line(505, "HTTP/1.2", "GET / HTTP/1.2");
        line(505, "HTTP/2.0", "GET / HTTP/2.0");
        line(505, "the preface of HTTP/2, and not what follows it", "PRI * HTTP/2.0");
        line(505, "the version in small letters", "GET / http/1.1");
        line(400, "the version with a zero before", "GET / HTTP/01.1");
        line(400, "the version with a zero behind", "GET / HTTP/1.01");
        line(505, "HTTP/0.9 by name", "GET / HTTP/0.9");
        line(400, "another protocol", "GET / HTTPS/1.1");
        line(400, "a word behind the version", "GET / HTTP/1.1 x");
        line(400, "no version", "GET /");
        line(400, "no target", "GET HTTP/1.1");
        line(400, "a method that is no word", "G(T / HTTP/1.1");
        line(400, "a method with NUL", "GET\0 / HTTP/1.1");
        line(400, "a method with eight bits", "G\u00c9T / HTTP/1.1");
        line(405, "CONNECT", "CONNECT shop:443 HTTP/1.1");
        line(405, "CONNECT to a path", "CONNECT / HTTP/1.1");
        line(405, "TRACE", "TRACE / HTTP/1.1");
        raw(400, "NUL before the request", "\0GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
        raw(400, "a control character before the request", "\u0001GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
    }

    private void targets() {
        target("a space in the target", "/a b");
        target("a control character in the target", "/a\u0001b");
        target("NUL in the target", "/a\0b");
        target("DEL in the target", "/a\u007fb");
        target("eight bits in the target", "/caf\u00e9");
        target("a fragment", "/a#b");
        target("a backslash", "/a\\b");
        target("another host in the target", "http://evil/");
        target("a longer host in the target", "http://shop.evil/");
        target("a user in the target", "http://shop@evil/");
        target("the host as a user", "http://user@shop/");
        target("another port in the target", "http://shop:81/");
        target("another scheme", "ftp://shop/");
        target("no slash", "shop/x");
        target("a star for GET", "*");
    }

    private void lineEnds() {
        raw(400, "bare LF everywhere", "GET / HTTP/1.1\nHost: shop\n\n");
        raw(400, "bare LF behind the request line", "GET / HTTP/1.1\nHost: shop\r\n\r\n");
        raw(400, "bare LF behind a header", "GET / HTTP/1.1\r\nHost: shop\nX: y\r\n\r\n");
        raw(400, "bare LF at the end of the head", "GET / HTTP/1.1\r\nHost: shop\r\n\n");
        head(400, "bare CR in a value", "X: a\rb");
        head(400, "bare CR before a header", "X: a\r\rContent-Length: 5");
        head(400, "NUL in a value", "X: a\0b");
    }

    private void headers() {
        head(400, "no colon", "X");
        head(400, "no name", ": x");
        head(400, "a space in a name", "X Y: z");
        head(400, "a bracket in a name", "X(: y");
        head(400, "eight bits in a name", "\u00c9: y");
        head(400, "NUL in a name", "X\0: y");
        raw(400, "a space before the first header", "GET / HTTP/1.1\r\n Host: shop\r\n\r\n");
        raw(400, "a space before a colon", "GET / HTTP/1.1\r\nHost : shop\r\n\r\n");
        raw(400, "a tab before a colon", "GET / HTTP/1.1\r\nHost\t: shop\r\n\r\n");
        post(400, "a space before the colon of a length", "Content-Length : 5");
        post(400, "a space before the colon of a coding", "Transfer-Encoding : chunked");
        post(400, "a tab before the colon of a coding", "Transfer-Encoding\t: chunked");
        post(400, "a length with an underscore", "Content_Length: 5");
        post(400, "a coding with an underscore", "Transfer_Encoding: chunked");
        post(400, "a coding with an underscore in capitals", "TRANSFER_ENCODING: chunked");
        head(417, "an expectation that nobody knows", "Expect: 200-ok");
        head(417, "two expectations", "Expect: 100-continue, x");
        head(400, "half of an old WebSocket", "Sec-WebSocket-Key1: 1");
        head(400, "an old WebSocket", "Upgrade: websocket\r\nSec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2");
        post(400, "a body that codec alone assumes", "Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2");
        head(400, "a WebSocket with a body", "Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 5");
    }

    private void hosts() {
        raw(400, "no host", "GET / HTTP/1.1\r\nX: y\r\n\r\n");
        head(400, "two hosts", "Host: evil");
        head(400, "the host twice", "Host: shop");
        raw(400, "an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n");
        raw(400, "a path in the host", "GET / HTTP/1.1\r\nHost: shop/x\r\n\r\n");
        raw(400, "a user in the host", "GET / HTTP/1.1\r\nHost: user@shop\r\n\r\n");
        raw(400, "a space in the host", "GET / HTTP/1.1\r\nHost: a b/c@d\r\n\r\n");
        raw(400, "two hosts in one", "GET / HTTP/1.1\r\nHost: shop, evil\r\n\r\n");
        raw(400, "two hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: shop\r\nHost: evil\r\n\r\n");
    }

    private void hopByHop() {
        head(400, "Connection takes the host away", "Connection: close, Host");
        post(400, "Connection takes the length away", "Connection: Content-Length\r\nContent-Length: 5");
        post(400, "Connection takes the coding away", "Connection: transfer-encoding\r\nTransfer-Encoding: chunked");
        head(400, "Connection takes the cookies away", "Connection: cookie\r\nCookie: a=b");
        head(400, "Connection takes away who asked", "Connection: X-Forwarded-For\r\nX-Forwarded-For: 1.2.3.4");
        head(400, "Connection names no header", "Connection: a b");
    }

    private void lengths() {
        post(400, "a length and a coding", "Content-Length: 5\r\nTransfer-Encoding: chunked");
        post(400, "a coding and a length", "Transfer-Encoding: chunked\r\nContent-Length: 5");
        post(400, "two lengths", "Content-Length: 5\r\nContent-Length: 6");
        post(400, "the length twice", "Content-Length: 5\r\nContent-Length: 5");
        post(400, "two lengths in one", "Content-Length: 5, 6");
        post(400, "the length twice in one", "Content-Length: 5, 5");
        post(400, "a length with a plus", "Content-Length: +5");
        post(400, "a negative length", "Content-Length: -5");
        post(400, "a hexadecimal length", "Content-Length: 0x5");
        post(400, "a length with a space", "Content-Length: 5 5");
        post(400, "a length with a letter", "Content-Length: 5a");
        post(400, "a length with a point", "Content-Length: 5.0");
        post(400, "a length with a superscript", "Content-Length: \u00b2");
        post(400, "an empty length", "Content-Length:");
        post(400, "a length of 65 bits", "Content-Length: 18446744073709551621");
        post(400, "a folded length", "Content-Length:\r\n 5");
    }

    private void codings() {
        post(400, "a coding that nobody knows", "Transfer-Encoding: xchunked");
        post(501, "gzip and chunked", "Transfer-Encoding: gzip, chunked");
        post(400, "identity", "Transfer-Encoding: identity");
        post(400, "chunked and identity", "Transfer-Encoding: chunked, identity");
        post(501, "identity and chunked", "Transfer-Encoding: identity, chunked");
        post(400, "chunked twice in one", "Transfer-Encoding: chunked, chunked");
        post(400, "chunked twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked");
        post(400, "chunked, then something else", "Transfer-Encoding: chunked\r\nTransfer-Encoding: x");
        post(400, "chunked with a parameter", "Transfer-Encoding: chunked;q=1");
        post(400, "chunked in quotes", "Transfer-Encoding: \"chunked\"");
        post(400, "chunked behind a vertical tab", "Transfer-Encoding: \u000bchunked");
        post(400, "an empty coding", "Transfer-Encoding:");
        post(400, "a folded coding", "Transfer-Encoding:\r\n chunked");
        raw(400, "chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    }

    private void chunks() {
        chunked("a negative chunk", "-4\r\nabcd\r\n0\r\n\r\n");
        chunked("a chunk with a plus", "+4\r\nabcd\r\n0\r\n\r\n");
        chunked("a chunk with 0x", "0x4\r\nabcd\r\n0\r\n\r\n");
        chunked("a chunk with a letter", "4g\r\nabcd\r\n0\r\n\r\n");
        chunked("a chunk of 68 bits", "10000000000000004\r\nabcd\r\n0\r\n\r\n");
        chunked("a chunk of 33 bits", "100000004\r\nabcd\r\n0\r\n\r\n");
        chunked("a space before a chunk's size", " 4\r\nabcd\r\n0\r\n\r\n");
        chunked("no chunk size", "\r\nabcd\r\n0\r\n\r\n");
        chunked("bare LF behind a chunk's size", "4\nabcd\r\n0\r\n\r\n");
        chunked("bare LF behind a chunk", "4\r\nabcd\n0\r\n\r\n");
        chunked("nothing behind a chunk", "4\r\nabcd0\r\n\r\n");
        chunked("a chunk that is longer than it says", "3\r\nabcd\r\n0\r\n\r\n");
        chunked("bare LF in an extension", "4;a\nb\r\nabcd\r\n0\r\n\r\n");
        chunked("bare CR in an extension", "4;a\rb\r\nabcd\r\n0\r\n\r\n");
        chunked("a line's end within a quoted extension", "4;a=\"\r\n\"\r\nabcd\r\n0\r\n\r\n");
        chunked("bare LF behind the last chunk", "4\r\nabcd\r\n0\n\r\n");
        chunked("bare LF at the end", "4\r\nabcd\r\n0\r\n\n");
        chunked("a trailer that is none", "4\r\nabcd\r\n0\r\nbad trailer\r\n\r\n");
        chunked("a trailer with a space before its colon", "4\r\nabcd\r\n0\r\nX : y\r\n\r\n");
    }

    private void tooMuch() {
        line(414, "a long target", "GET /" + "a".repeat(9000) + " HTTP/1.1");
        head(431, "a long header", "X: " + "a".repeat(17_000));
        head(431, "long headers", ("X: " + "a".repeat(1000) + "\r\n").repeat(20) + "Y: z");
        head(431, "a hundred headers and the host", "a: b\r\n".repeat(99) + "c: d");
    }
}
