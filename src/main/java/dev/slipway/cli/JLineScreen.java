package dev.slipway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/** Lines that are redrawn in place: only those that changed, in one write a frame, so that nothing flickers. */
final class JLineScreen implements Screen {
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String NO_CURSOR = "\u001b[?25l";
    private static final String CURSOR = "\u001b[?25h";
    private static final String BEGIN_FRAME = "\u001b[?2026h";
    private static final String END_FRAME = "\u001b[?2026l";
    private static final String CLEAR_LINE = "\u001b[2K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    private final org.jline.terminal.Terminal terminal;
    private final Attributes before;
    private final NonBlockingReader keys;
    private final Paint paint;
    private List<String> shown = List.of();
    private Size size;

    private JLineScreen(org.jline.terminal.Terminal terminal, Paint paint) {
        this.terminal = terminal;
        this.paint = paint;
        this.before = terminal.enterRawMode();
        this.keys = terminal.reader();
        this.size = terminal.getSize();
        write(NO_CURSOR);
    }

    static JLineScreen open(Paint paint) {
        try {
            return new JLineScreen(
                    TerminalBuilder.builder().system(true).dumb(false).build(), paint);
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be opened", e);
        }
    }

    @Override
    public int columns() {
        int columns = terminal.getSize().getColumns();
        return columns > 0 ? columns : Terminal.PLAIN_WIDTH;
    }

    @Override
    public int rows() {
        int rows = terminal.getSize().getRows();
        return rows > 0 ? rows : 24;
    }

    @Override
    public int key(long millis) {
        try {
            return keys.read(millis);
        } catch (IOException _) {
            return INPUT_ENDED;
        }
    }

    @Override
    public void show(List<String> lines) {
        List<String> painted = lines.stream().map(paint::line).toList();
        StringBuilder frame = new StringBuilder(BEGIN_FRAME).append(NO_WRAP);
        Size now = terminal.getSize();
        if (!now.equals(size)) {
            // What the terminal made of our lines when it was resized is not known.
            size = now;
            shown = new ArrayList<>();
            frame.append(CLEAR_SCREEN);
        }
        int up = shown.size();
        frame.append(up > 0 ? "\u001b[" + up + "A" : "").append('\r');
        for (int i = 0; i < painted.size(); i++) {
            if (i >= shown.size() || !shown.get(i).equals(painted.get(i))) {
                frame.append(CLEAR_LINE).append(painted.get(i)).append('\r');
            }
            frame.append('\n');
        }
        if (painted.size() < shown.size()) {
            frame.append(CLEAR_BELOW);
        }
        shown = painted;
        write(frame.append(WRAP).append(END_FRAME).toString());
    }

    private void write(String text) {
        terminal.writer().write(text);
        terminal.writer().flush();
    }

    @Override
    public void close() {
        String up = shown.isEmpty() ? "" : "\u001b[" + shown.size() + "A";
        write(up + "\r" + CLEAR_BELOW + CURSOR);
        terminal.setAttributes(before);
        try {
            terminal.close();
        } catch (IOException _) {
            // It was given back above.
        }
    }
}
