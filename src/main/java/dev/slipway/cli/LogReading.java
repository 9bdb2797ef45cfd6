package dev.slipway.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the masked logs of a run on from where it stopped; each file under a line that says whose it is. */
final class LogReading {
    private static final Pattern NAME = Pattern.compile("(.+)\\.([a-z]+(?:-\\d+)?)\\.(\\d+)\\.(out|err)");
    private static final int CHUNK = 64 * 1024;

    private final Path folder;
    private final List<String> steps;
    private final PrintStream out;
    private final Map<Path, Long> read = new HashMap<>();
    private String heading = "";
    private boolean atLineStart = true;

    LogReading(Path folder, List<String> steps, PrintStream out) {
        this.folder = folder;
        this.steps = steps;
        this.out = out;
    }

    private record Log(Path file, String step, String purpose, int attempt, String stream) {
        String heading() {
            String what = purpose.equals("forward") ? "" : purpose.equals("undo") ? ", undo" : ", probe";
            return "--- " + step + what + (attempt > 1 ? ", attempt " + attempt : "")
                    + (stream.equals("err") ? ", stderr" : "") + " ---";
        }
    }

    /** Whether there was anything. */
    boolean readOn() throws IOException {
        boolean any = false;
        for (Log log : logs()) {
            any |= readOn(log);
        }
        out.flush();
        return any;
    }

    private List<Log> logs() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Log> logs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches() && steps.contains(name.group(1))) {
                    logs.add(new Log(
                            file, name.group(1), name.group(2), Integer.parseInt(name.group(3)), name.group(4)));
                }
            });
        }
        logs.sort(Comparator.comparingInt((Log log) -> log.purpose().equals("undo") ? 1 : 0)
                .thenComparingInt(log -> log.purpose().equals("undo") ? -steps.indexOf(log.step()) : steps.indexOf(log.step()))
                .thenComparingInt(Log::attempt)
                .thenComparing(Log::purpose)
                .thenComparing(Comparator.comparing(Log::stream).reversed()));
        return logs;
    }

    private boolean readOn(Log log) throws IOException {
        long from = read.getOrDefault(log.file(), 0L);
        try (FileChannel channel = FileChannel.open(log.file(), StandardOpenOption.READ)) {
            if (channel.size() <= from) {
                return false;
            }
            head(log.heading());
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
            for (int n = channel.read(buffer, from); n > 0; n = channel.read(buffer, from)) {
                out.write(buffer.array(), 0, n);
                atLineStart = buffer.get(n - 1) == '\n';
                from += n;
                buffer.clear();
            }
            read.put(log.file(), from);
            return true;
        }
    }

    private void head(String next) {
        if (!next.equals(heading)) {
            if (!atLineStart) {
                out.println();
            }
            out.println(next);
            heading = next;
        }
    }
}
