package dev.slipway.docs;

import static dev.slipway.docs.MarkdownTable.code;
import static dev.slipway.docs.MarkdownTable.codes;

import dev.slipway.run.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the code says of itself: its floors and rooms, and the events of a run. */
final class HouseTables {
    private static final Path SOURCES = Path.of("src/main/java/dev/slipway");

    private HouseTables() {}

    static String floors() {
        List<?> floors = (List<?>) Constants.of("house.House", "FLOORS");
        MarkdownTable table = new MarkdownTable("floor", "package", "what it is for");
        for (int floor = floors.size(); floor > 0; floor--) {
            for (Object pattern : new TreeSet<>((Set<?>) floors.get(floor - 1))) {
                List<String> rooms = rooms(pattern.toString());
                if (rooms.isEmpty()) {
                    table.row("" + floor, code(pattern.toString()), "*empty for now*");
                }
                for (String room : rooms) {
                    table.row("" + floor, code(room), purpose(room));
                }
            }
        }
        return table.toString();
    }

    private static List<String> rooms(String pattern) {
        if (!pattern.endsWith(".*")) {
            return Files.isRegularFile(info(pattern)) ? List.of(pattern) : List.of();
        }
        String family = pattern.substring(0, pattern.length() - 2);
        if (!Files.isDirectory(SOURCES.resolve(family))) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(SOURCES.resolve(family))) {
            return folders.map(folder -> family + "." + folder.getFileName())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path info(String room) {
        return SOURCES.resolve(room.replace('.', '/')).resolve("package-info.java");
    }

    private static String purpose(String room) {
        try {
            String text = Files.readString(info(room));
            String comment = text.substring(text.indexOf("/**") + 3, text.indexOf("*/"));
            return comment.lines()
                    .map(line -> line.replaceFirst("^\\s*\\*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining(" "))
                    .replaceAll("\\{@code ([^}]*)\\}", "`$1`");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String events() {
        MarkdownTable table = new MarkdownTable("event", "says besides `at`");
        Arrays.stream(Event.class.getPermittedSubclasses())
                .forEach(type -> table.row(code(kebab(type.getSimpleName())), codes(fields(type))));
        return table.toString();
    }

    private static List<String> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !name.equals("at"))
                .map(HouseTables::kebab)
                .toList();
    }

    private static String kebab(String camel) {
        String hyphened = camel.replaceAll("(?<=.)(?=[A-Z])", "-");
        return hyphened.toLowerCase(Locale.ROOT);
    }
}
