package dev.slipway.base;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes secrets out of output: every byte that belongs to a secret, in any of its forms, becomes part of one
 * {@code [REDACTED:NAME]}. What overlaps is masked as a whole. Immutable; each output has a {@link Stream} of its own.
 */
public final class Masker {
    /** A shorter value occurs by chance in too many texts, and its place would give it away. */
    public static final int SHORTEST = 8;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FILTER_BITS = 16;
    private static final Form[] NO_FORMS = {};

    private final List<String> tooShort;
    /** By their first eight bytes, longest first. */
    private final Map<Long, Form[]> forms = new HashMap<>();
    /** One bit for each hash of eight first bytes: nearly every position is passed over by it alone. */
    private final long[] filter = new long[1 << (FILTER_BITS - 6)];
    /** The first one to seven bytes of every form, with their number in the highest byte. */
    private final Set<Long> beginnings = new HashSet<>();

    /** The length in bytes of the longest form. */
    private final int longest;

    /** A class and not a record: two of these are never compared but by identity. */
    private static final class Form {
        static final Form NONE = new Form(new byte[0], "");
        /** More of the text is needed to tell. */
        static final Form PERHAPS = new Form(new byte[0], "");

        final byte[] bytes;
        final String name;

        Form(byte[] bytes, String name) {
            this.bytes = bytes;
            this.name = name;
        }
    }

    private Masker(Collection<Secret> secrets) {
        tooShort = secrets.stream()
                .filter(s -> !s.reveal().isEmpty() && s.reveal().length() < SHORTEST)
                .map(Secret::name)
                .toList();
        Map<String, String> names = new LinkedHashMap<>();
        secrets.stream()
                .filter(s -> s.reveal().length() >= SHORTEST)
                .sorted(Comparator.comparingInt((Secret s) -> s.reveal().length())
                        .reversed())
                .forEach(s -> MaskedForms.of(s.reveal()).forEach(form -> names.putIfAbsent(form, s.name())));
        longest = names.keySet().stream()
                .mapToInt(form -> form.getBytes(UTF_8).length)
                .max()
                .orElse(0);
        Map<Long, List<Form>> byStart = new HashMap<>();
        names.forEach((form, name) -> {
            Form entry = new Form(form.getBytes(UTF_8), name);
            byStart.computeIfAbsent(start(entry.bytes, 0), _ -> new ArrayList<>())
                    .add(entry);
        });
        byStart.forEach((start, list) -> {
            list.sort(Comparator.comparingInt((Form f) -> f.bytes.length).reversed());
            forms.put(start, list.toArray(Form[]::new));
            int hash = hash(start);
            filter[hash >>> 6] |= 1L << hash;
            for (int length = 1; length < SHORTEST; length++) {
                beginnings.add(beginning(start, length));
            }
        });
    }

    public static Masker of(Collection<Secret> secrets) {
        return new Masker(secrets);
    }

    /** Names of the secrets that cannot be masked. */
    public List<String> tooShort() {
        return tooShort;
    }

    /** Where bytes of an output are missing, nothing of a secret is left once so many bytes after them are left out too. */
    public int longest() {
        return longest;
    }

    public boolean finds(String text) {
        return !mask(text).equals(text);
    }

    public String mask(String text) {
        if (forms.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder();
        Sink sink = (bytes, from, length) -> masked.append(new String(bytes, from, length, UTF_8));
        Stream stream = stream();
        byte[] bytes = text.getBytes(UTF_8);
        stream.accept(bytes, bytes.length, sink);
        stream.end(sink);
        return masked.toString();
    }

    public Stream stream() {
        return new Stream();
    }

    /** Where masked bytes go; the array is only lent. */
    public interface Sink {
        void accept(byte[] bytes, int from, int length);
    }

    /** One output, given in chunks. Holds back no more than what may still become a secret. */
    public final class Stream {
        private byte[] held = new byte[0];
        /** How many of the held bytes belong to a secret already, and to which ones. */
        private int masked;

        private final List<String> names = new ArrayList<>();

        private Stream() {}

        public void accept(byte[] chunk, int length, Sink sink) {
            if (forms.isEmpty()) {
                sink.accept(chunk, 0, length);
                return;
            }
            byte[] text = Arrays.copyOf(held, held.length + length);
            System.arraycopy(chunk, 0, text, held.length, length);
            int decided = scan(text, text.length, false, sink);
            held = Arrays.copyOfRange(text, decided, text.length);
        }

        public void end(Sink sink) {
            scan(held, held.length, true, sink);
            held = new byte[0];
            close(sink);
        }

        /** What follows does not join what came before: that which was held back is left out. Returns its length. */
        public int gap(Sink sink) {
            int lost = held.length;
            held = new byte[0];
            masked = 0;
            close(sink);
            return lost;
        }

        /** Goes through the text until more of it is needed to decide; returns where it stopped. */
        private int scan(byte[] text, int length, boolean last, Sink sink) {
            int clear = 0;
            int at = 0;
            int secretEnd = masked;
            for (; at < length; at++) {
                if (!names.isEmpty() && at == secretEnd) {
                    close(sink);
                    clear = at;
                }
                Form found = match(text, at, length, last);
                if (found == Form.PERHAPS) {
                    break;
                }
                if (found != Form.NONE && at + found.bytes.length > secretEnd) {
                    if (names.isEmpty()) {
                        sink.accept(text, clear, at - clear);
                    }
                    if (!names.contains(found.name)) {
                        names.add(found.name);
                    }
                    secretEnd = at + found.bytes.length;
                }
            }
            if (!names.isEmpty() && at == secretEnd) {
                close(sink);
                clear = at;
            }
            if (names.isEmpty()) {
                sink.accept(text, clear, at - clear);
                masked = 0;
            } else {
                masked = secretEnd - at;
            }
            return at;
        }

        /** The longest form that begins here. */
        private Form match(byte[] text, int at, int length, boolean last) {
            if (length - at < SHORTEST) {
                boolean begins = !last && beginnings.contains(beginning(tail(text, at, length), length - at));
                return begins ? Form.PERHAPS : Form.NONE;
            }
            long start = start(text, at);
            int hash = hash(start);
            if ((filter[hash >>> 6] & (1L << hash)) == 0) {
                return Form.NONE;
            }
            for (Form form : forms.getOrDefault(start, NO_FORMS)) {
                int available = Math.min(form.bytes.length, length - at);
                if (Arrays.equals(text, at, at + available, form.bytes, 0, available)) {
                    if (available == form.bytes.length) {
                        return form;
                    }
                    if (!last) {
                        return Form.PERHAPS;
                    }
                }
            }
            return Form.NONE;
        }

        private void close(Sink sink) {
            for (String name : names) {
                byte[] label = ("[REDACTED:" + name + "]").getBytes(UTF_8);
                sink.accept(label, 0, label.length);
            }
            names.clear();
        }
    }

    private static long start(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    private static int hash(long start) {
        return (int) ((start * 0x9E3779B97F4A7C15L) >>> (64 - FILTER_BITS));
    }

    private static long tail(byte[] text, int at, int length) {
        long tail = 0;
        for (int i = length - 1; i >= at; i--) {
            tail = (tail << 8) | (text[i] & 0xff);
        }
        return tail;
    }

    private static long beginning(long start, int length) {
        return (start & ((1L << (8 * length)) - 1)) | ((long) length << 56);
    }
}
