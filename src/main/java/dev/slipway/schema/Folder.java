package dev.slipway.schema;

import dev.slipway.base.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files of SQL as a history: {@code 0007_orders.sql} or {@code .up.sql}, and {@code 0007_orders.down.sql} to take it back. */
public record Folder(List<Entry> entries) {
    private static final Pattern FILE = Pattern.compile("(.+?)(\\.up|\\.down)?\\.sql");
    private static final Pattern NUMBER = Pattern.compile("V?(\\d{1,18}).*");

    public Folder {
        entries = List.copyOf(entries);
    }

    /** @param file the name of the file that applies it */
    public record Entry(String id, String file, String up, Optional<String> down) {}

    /** @param files their contents by name, in any order */
    public static Folder of(Map<String, String> files) {
        Map<String, String> ups = new HashMap<>();
        Map<String, String> downs = new HashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        files.forEach((file, text) -> {
            Matcher name = FILE.matcher(file);
            if (name.matches() && ".down".equals(name.group(2))) {
                downs.put(name.group(1), text);
            } else if (name.matches()) {
                ups.put(name.group(1), text);
                names.put(name.group(1), file);
            }
        });
        List<Entry> entries = new ArrayList<>();
        ups.keySet().stream()
                .sorted(Comparator.comparingLong(Folder::number).thenComparing(Comparator.naturalOrder()))
                .forEach(id -> entries.add(new Entry(
                        id, names.getOrDefault(id, id), ups.getOrDefault(id, ""), Optional.ofNullable(downs.get(id)))));
        return new Folder(entries);
    }

    private static long number(String id) {
        Matcher number = NUMBER.matcher(id);
        return number.matches() ? Long.parseLong(number.group(1)) : Long.MAX_VALUE;
    }

    public Optional<Entry> entry(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** Where this folder and what a database has of it stand. {@code half}: what was begun there and has no end. */
    public Standing standing(List<Recorded> recorded, List<Trouble> half) {
        List<Trouble> troubles = new ArrayList<>(half);
        List<Revision> applied = new ArrayList<>();
        List<Revision> pending = new ArrayList<>();
        Map<String, Recorded> by = new HashMap<>();
        recorded.forEach(each -> by.put(each.id(), each));
        for (Entry entry : entries) {
            Recorded known = by.remove(entry.id());
            if (known == null) {
                pending.add(Revision.of(entry.id()));
                continue;
            }
            known.troubleWith(entry).ifPresent(troubles::add);
            if (!pending.isEmpty()
                    && half.isEmpty()
                    && troubles.stream().noneMatch(Trouble.OutOfOrder.class::isInstance)) {
                troubles.add(new Trouble.OutOfOrder(pending.getLast().id(), entry.id()));
            }
            applied.add(Revision.of(entry.id()));
        }
        twins(pending).ifPresent(troubles::add);
        if (!by.isEmpty()) {
            List<String> unknown =
                    recorded.stream().map(Recorded::id).filter(by::containsKey).toList();
            troubles.add(new Trouble.Unknown(unknown));
            unknown.forEach(id -> applied.add(Revision.of(id)));
        }
        return Standing.line(applied, pending, troubles);
    }

    /** Two of one number: two branches, each with the next one. */
    private Optional<Trouble> twins(List<Revision> pending) {
        for (int i = 1; i < entries.size(); i++) {
            String one = entries.get(i - 1).id();
            String other = entries.get(i).id();
            boolean open = pending.contains(Revision.of(one)) || pending.contains(Revision.of(other));
            if (open && number(one) == number(other) && number(one) != Long.MAX_VALUE) {
                return Optional.of(new Trouble.SeveralHeads(
                        List.of(one, other), "give the one that comes second the next number"));
            }
        }
        return Optional.empty();
    }

    /** What a database has written down of a revision. {@code checksum}: of its file, where it keeps one. */
    public record Recorded(String id, Optional<String> checksum) {
        Optional<Trouble> troubleWith(Entry entry) {
            return checksum.filter(then -> !then.equals(Digest.of(entry.up()).hex()))
                    .map(_ -> new Trouble.Drift(entry.id()));
        }
    }
}
