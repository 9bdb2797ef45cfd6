package dev.slipway.places.local;

import dev.slipway.base.Data;
import dev.slipway.base.Masker;
import dev.slipway.hands.Place.Outputs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a step wrote to SLIPWAY_OUTPUT: lines {@code name=value}, and {@code name<<END} with the lines of the value up to one
 * that is {@code END}. A name given twice has its last value.
 */
final class OutputsFile {
    private static final int LIMIT = 1 << 20;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    private final Masker masker;
    private final List<String> lines;
    private final Map<String, Data> values = new LinkedHashMap<>();

    private OutputsFile(String text, Masker masker) {
        this.masker = masker;
        this.lines = text.isEmpty() ? List.of() : List.of((text.endsWith("\n") ? text : text + "\n").split("\n", -1));
    }

    static Outputs read(Path file, Masker masker) throws IOException {
        if (!Files.exists(file)) {
            return new Outputs.Given(Map.of());
        }
        byte[] bytes = KeptLog.read(file, LIMIT + 1L);
        if (bytes.length > LIMIT) {
            return new Outputs.Malformed("more than 1 MB was written to SLIPWAY_OUTPUT");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new OutputsFile(text, masker).parse();
        } catch (CharacterCodingException e) {
            return new Outputs.Malformed("what was written to SLIPWAY_OUTPUT is not UTF-8");
        }
    }

    private Outputs parse() {
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at++);
            if (line.isBlank()) {
                continue;
            }
            int equals = line.indexOf('=');
            int opening = line.indexOf("<<");
            boolean several = opening >= 0 && (equals < 0 || opening < equals);
            if (!several && equals < 0) {
                return malformed(at, "is neither name=value nor name<<END: " + shown(line));
            }
            String name = line.substring(0, several ? opening : equals);
            if (!NAME.matcher(name).matches()) {
                return malformed(at, "names an output " + shown(name) + "; a name is like backup_file");
            }
            String value = line.substring(equals + 1);
            if (several) {
                String end = line.substring(opening + 2);
                int closing = end.isBlank() ? -1 : closing(at, end);
                if (closing < 0) {
                    return malformed(
                            at, "opens " + name + " with " + shown("<<" + end) + ", and no later line closes it");
                }
                value = String.join("\n", lines.subList(at, closing));
                at = closing + 1;
            }
            if (masker.finds(value)) {
                return malformed(
                        at,
                        "puts a secret into " + name + ", " + masker.mask(value)
                                + "; outputs are recorded, so they hold no secrets");
            }
            values.put(name, Data.of(value));
        }
        return new Outputs.Given(values);
    }

    private int closing(int from, String end) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).equals(end)) {
                return i;
            }
        }
        return -1;
    }

    private static Outputs malformed(int line, String says) {
        return new Outputs.Malformed("line " + line + " of SLIPWAY_OUTPUT " + says);
    }

    private String shown(String text) {
        String masked = masker.mask(text);
        return masked.length() <= 60 ? masked : masked.substring(0, 59) + "…";
    }
}
