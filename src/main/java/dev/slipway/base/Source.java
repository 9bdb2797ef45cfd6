package dev.slipway.base;

import java.util.List;

/** A text under the name that people know it by, with its lines; line ends are already LF. */
public record Source(String file, String text) {

    public Source {
        if (text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("line ends of a source are LF: " + file);
        }
    }

    /** The text as it is read from a disk: CRLF and CR become LF. */
    public static Source of(String file, String raw) {
        return new Source(file, raw.replace("\r\n", "\n").replace('\r', '\n'));
    }

    public List<String> lines() {
        return List.of(text.split("\n", -1));
    }

    public Digest digest() {
        return Digest.of(text);
    }
}
