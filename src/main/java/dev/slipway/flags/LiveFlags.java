package dev.slipway.flags;

import dev.slipway.base.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The flags as their file has them at this instant. While the file is broken or gone, what it said last holds: a slip in a file must
 * not switch anything.
 */
public final class LiveFlags {
    private final Path file;
    private final String shown;
    private final Consumer<String> complaints;
    private String read;
    private Map<String, Flag> flags;
    private String complained = "";

    private LiveFlags(Path file, String shown, Consumer<String> complaints, FlagFile first) {
        this.file = file;
        this.shown = shown;
        this.complaints = complaints;
        this.read = first.text();
        this.flags = first.flags();
    }

    /** Empty, with problems, where the file cannot serve. */
    public static Optional<LiveFlags> open(Path file, String shown, List<Problem> problems, Consumer<String> complaints)
            throws IOException {
        return FlagFile.read(shown, Files.readString(file), problems)
                .map(first -> new LiveFlags(file, shown, complaints, first));
    }

    /** Reading some kilobytes that the kernel keeps is quicker than being sure by times that they are the same. */
    public synchronized Map<String, Flag> now() {
        try {
            String text = Files.readString(file);
            if (!text.equals(read)) {
                List<Problem> problems = new ArrayList<>();
                Optional<FlagFile> renewed = FlagFile.read(shown, text, problems);
                if (renewed.isPresent()) {
                    flags = renewed.get().flags();
                    complained = "";
                } else {
                    complain(problems.getFirst().span() + " "
                            + problems.getFirst().says());
                }
                read = text;
            }
        } catch (IOException e) {
            complain(shown + " cannot be read: " + e.getMessage());
        }
        return flags;
    }

    /** Once for each mistake, however often it is asked. */
    private void complain(String what) {
        if (!what.equals(complained)) {
            complained = what;
            complaints.accept(what + "; what was read before holds");
        }
    }
}
