package dev.slipway.proxy;

import java.util.ArrayList;
import java.util.List;

/** Requests that are odd and mean one thing only. One character a byte. */
final class LegalCorpus {
    private final List<Odd> all = new ArrayList<>();

    /** @param arrives what the version gets: for each request its method, its target and its body */
    record Odd(String name, String bytes, List<String> arrives) {}

    private LegalCorpus() {}

    static List<Odd> all() {
        LegalCorpus corpus = new LegalCorpus();
        corpus.heads();
        corpus.bodies();
        corpus.several();
        return corpus.all;
    }

    private void raw(String name, String bytes, String... arrives) {
        all.add(new Odd(name, bytes, List.of(arrives)));
    }

    private void get(String name, String lines) {
        raw(name, "GET /a HTTP/1.1\r\nHost: shop\r\n" + lines + "\r\n\r\n", "GET /a");
    }

    private void post(String name, String linesAndBody) {
        raw(name, "POST /a HTTP/1.1\r\nHost: shop\r\n" + linesAndBody, "POST /a abcd");
    }

    private void heads() {
        raw("empty lines before the request", "\r\n\r\nGET /a HTTP/1.1\r\nHost: shop\r\n\r\n", "GET /a");
        raw("the host in the target", "GET http://shop/a?b HTTP/1.1\r\nHost: shop\r\n\r\n", "GET /a?b");
        raw("the host in the target, and no path", "GET HTTP://SHOP HTTP/1.1\r\nHost: shop\r\n\r\n", "GET /");
        raw("the host with its port in the target", "GET http://a:8/b HTTP/1.1\r\nHost: a:8\r\n\r\n", "GET /b");
        raw("a path that begins twice", "GET //evil/a HTTP/1.1\r\nHost: shop\r\n\r\n", "GET //evil/a");
        raw("escapes", "GET /a%2f..%00/../%23 HTTP/1.1\r\nHost: shop\r\n\r\n", "GET /a%2f..%00/../%23");
        raw("a question about the server", "OPTIONS * HTTP/1.1\r\nHost: shop\r\n\r\n", "OPTIONS *");
        raw("a method that few know", "M-SEARCH /a HTTP/1.1\r\nHost: shop\r\n\r\n", "M-SEARCH /a");
        raw("a host that is an address", "GET /a HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", "GET /a");
        raw("HTTP/1.0", "GET /a HTTP/1.0\r\nHost: shop\r\n\r\n", "GET /a");
        raw("HTTP/1.0 without a host", "GET /a HTTP/1.0\r\n\r\n", "GET /a");
        get("a folded header", "X: a\r\n b");
        get("a header without a value", "X:");
        get("eight bits in a value", "X: caf\u00e9");
        get("an offer of HTTP/2", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk");
        get("a header for this hop only", "Connection: keep-alive, X-Mine\r\nX-Mine: 1");
        get("what may be trailing", "TE: trailers");
        get("names in any letters", "uSeR-aGeNt: x");
        get("a hundred headers", "a: b\r\n".repeat(98) + "c: d");
        get("a length of nothing", "Content-Length: 0");
    }

    private void bodies() {
        post("a length", "Content-Length: 4\r\n\r\nabcd");
        post("a length with zeros", "Content-Length: 0004\r\n\r\nabcd");
        post("a length with a tab before it", "cOnTeNt-LeNgTh:\t4\t\r\n\r\nabcd");
        post("chunks", "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n3\r\nbcd\r\n0\r\n\r\n");
        post("chunked in any letters", "Transfer-Encoding:  Chunked \r\n\r\n4\r\nabcd\r\n0\r\n\r\n");
        post("a chunk's size with zeros", "Transfer-Encoding: chunked\r\n\r\n0004\r\nabcd\r\n000\r\n\r\n");
        post("extensions", "Transfer-Encoding: chunked\r\n\r\n4;a=b;c=\"d\"\r\nabcd\r\n0;e\r\n\r\n");
        post("trailers", "Transfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\nX: y\r\nContent-Length: 9\r\n\r\n");
        post("an expectation", "Expect: 100-continue\r\nContent-Length: 4\r\n\r\nabcd");
        raw("a GET with a body", "GET /a HTTP/1.1\r\nHost: shop\r\nContent-Length: 4\r\n\r\nabcd", "GET /a abcd");
        raw(
                "a chunk whose size is in letters",
                "PUT /a HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n",
                "PUT /a 0123456789");
        // The codec goes by the first and says it alone; nothing behind it is read as a request, because the connection
        // ends.
        raw(
                "two lengths in HTTP/1.0",
                "POST /a HTTP/1.0\r\nContent-Length: 1\r\nContent-Length: 9\r\n\r\naGET /b HTTP/1.0\r\n\r\n",
                "POST /a a");
        raw("a body in HTTP/1.0", "POST /a HTTP/1.0\r\nContent-Length: 4\r\n\r\nabcd", "POST /a abcd");
    }

    private void several() {
        String first = "GET /1 HTTP/1.1\r\nHost: shop\r\n\r\n";
        raw("two at once", first + "GET /2 HTTP/1.1\r\nHost: shop\r\n\r\n", "GET /1", "GET /2");
        raw(
                "a body, and another request",
                "POST /1 HTTP/1.1\r\nHost: shop\r\nContent-Length: 4\r\n\r\nGET " + first,
                "POST /1 GET ",
                "GET /1");
        raw(
                "chunks, and another request",
                "POST /1 HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n" + first,
                "POST /1 abcd",
                "GET /1");
        raw(
                "empty lines between two",
                "POST /1 HTTP/1.1\r\nHost: shop\r\nContent-Length: 1\r\n\r\na\r\n" + first,
                "POST /1 a",
                "GET /1");
    }
}
