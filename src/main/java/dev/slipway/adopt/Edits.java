package dev.slipway.adopt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Insertions and replacements at offsets of a text whose line ends are LF. What no edit covers is kept to the byte. */
final class Edits {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final List<Edit> edits = new ArrayList<>();

    private record Edit(int from, int to, String text) {}

    /** Of several at one offset, the earlier comes first. */
    void insert(int at, String text) {
        edits.add(new Edit(at, at, text));
    }

    void replace(int from, int to, String text) {
        edits.add(new Edit(from, to, text));
    }

    /** The changed text, and where each of its parts comes from. */
    record Applied(String text, List<Stretch> stretches) {
        Applied {
            stretches = List.copyOf(stretches);
        }

        /** Where an offset of the changed text stood; for what is new, where it was put. */
        int origin(int offset) {
            int low = 0;
            int high = stretches.size() - 1;
            while (low < high) {
                int middle = (low + high + 1) / 2;
                if (stretches.get(middle).at() <= offset) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            Stretch found = stretches.get(low);
            return found.origin() + Math.min(offset - found.at(), found.length());
        }

        /** Line by line, what stayed ({@code ' '}), went ({@code '-'}) and came ({@code '+'}). */
        List<Change> changes(String original) {
            List<Change> changes = new ArrayList<>();
            int kept = 0;
            for (int at = 0; at < text.length(); ) {
                int end = text.indexOf('\n', at);
                end = end < 0 ? text.length() : end;
                String line = text.substring(at, end);
                int origin = origin(at);
                boolean same = origin >= kept
                        && original.startsWith(line, origin)
                        && (origin == 0 || original.charAt(origin - 1) == '\n')
                        && ends(original, origin + line.length())
                        && origin(end) == origin + line.length();
                if (same) {
                    gone(original, kept, origin, changes);
                    kept = Math.min(original.length(), origin + line.length() + 1);
                }
                changes.add(new Change(same ? ' ' : '+', line));
                at = end + 1;
            }
            gone(original, kept, original.length(), changes);
            return changes;
        }

        private static boolean ends(String text, int at) {
            return at == text.length() || text.charAt(at) == '\n';
        }

        /** What went stands before what came in its place. */
        private static void gone(String original, int from, int to, List<Change> changes) {
            if (from >= to) {
                return;
            }
            int place = changes.size();
            while (place > 0 && changes.get(place - 1).mark() == '+') {
                place--;
            }
            String went = original.substring(from, to);
            List<Change> lines = went.substring(0, went.endsWith("\n") ? went.length() - 1 : went.length())
                    .lines()
                    .map(line -> new Change('-', line))
                    .toList();
            changes.addAll(place, lines);
        }

        /** Where each line of the changed text begins. */
        int[] lineStarts() {
            return IntStream.concat(
                            IntStream.of(0),
                            IntStream.range(0, text.length())
                                    .filter(at -> text.charAt(at) == '\n')
                                    .map(at -> at + 1))
                    .toArray();
        }
    }

    /** @param length how many characters of the original these are; 0 for what is new */
    record Stretch(int at, int origin, int length) {}

    Applied applied(String original) {
        StringBuilder out = new StringBuilder(original.length() + 1000);
        List<Stretch> stretches = new ArrayList<>();
        int done = 0;
        for (Edit edit : ordered()) {
            stretches.add(new Stretch(out.length(), done, edit.from() - done));
            out.append(original, done, edit.from());
            stretches.add(new Stretch(out.length(), edit.from(), 0));
            out.append(edit.text());
            done = edit.to();
        }
        stretches.add(new Stretch(out.length(), done, original.length() - done));
        out.append(original, done, original.length());
        return new Applied(out.toString(), stretches);
    }

    /** The same for the text as it lay on the disk: its byte order mark and its line ends stay. */
    String onto(String raw) {
        int first = !raw.isEmpty() && raw.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        int newline = raw.indexOf('\n');
        String lineEnd = newline > 0 && raw.charAt(newline - 1) == '\r' ? "\r\n" : "\n";
        int[] places = places(raw, first);
        StringBuilder out = new StringBuilder(raw.length() + 1000);
        int done = 0;
        for (Edit edit : ordered()) {
            out.append(raw, done, places[edit.from()]);
            out.append(edit.text().replace("\n", lineEnd));
            done = places[edit.to()];
        }
        return out.append(raw, done, raw.length()).toString();
    }

    /** By offset with LF ends, the offset on the disk; the mark goes before the first. */
    private static int[] places(String raw, int first) {
        int[] places = new int[raw.length() - first + 1];
        int count = 0;
        for (int i = first; i < raw.length(); i++) {
            places[count++] = i;
            if (raw.charAt(i) == '\r' && i + 1 < raw.length() && raw.charAt(i + 1) == '\n') {
                i++;
            }
        }
        places[count] = raw.length();
        return places;
    }

    /** An edit within what an earlier one has replaced is dropped. */
    private List<Edit> ordered() {
        List<Edit> ordered = new ArrayList<>();
        int done = 0;
        for (Edit edit :
                edits.stream().sorted(Comparator.comparingInt(Edit::from)).toList()) {
            if (edit.from() >= done) {
                ordered.add(edit);
                done = Math.max(done, edit.to());
            }
        }
        return ordered;
    }
}
