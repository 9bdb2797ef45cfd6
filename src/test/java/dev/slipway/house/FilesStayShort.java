package dev.slipway.house;

import java.util.stream.Stream;

/** A file that is longer says more than one thing. */
final class FilesStayShort implements Rule {

    private static final int LINES = 400;

    @Override
    public Stream<String> broken(Code code) {
        return code.sources().stream()
                .filter(file -> file.lines().size() > LINES)
                .map(file -> "%s has %d lines: split it, %d is the end"
                        .formatted(file.path(), file.lines().size(), LINES));
    }
}
