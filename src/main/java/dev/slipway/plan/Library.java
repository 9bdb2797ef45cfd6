package dev.slipway.plan;

import dev.slipway.base.Digest;
import dev.slipway.runbook.Runbook;
import dev.slipway.runbook.Section;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The documents of a request: the runbook, and the files that calls lead to. */
final class Library {
    private final Document main;
    private final Map<String, Runbook> files;
    private final Map<String, Document> opened = new HashMap<>();

    Library(Document main, Map<String, Runbook> files) {
        this.main = main;
        this.files = files;
    }

    /**
     * A document with its sections by name.
     *
     * @param path relative to the runbook; empty for the runbook itself
     */
    record Document(Runbook runbook, String path, Map<String, Section> named, Digest digest) {

        static Document of(Runbook runbook, String path) {
            Map<String, Section> named = new HashMap<>();
            runbook.root().all().forEach(section -> {
                if (section.unique()) {
                    named.putIfAbsent(section.anchor(), section);
                }
            });
            runbook.root().all().forEach(section -> section.id().ifPresent(id -> named.put(id.text(), section)));
            return new Document(runbook, path, named, runbook.source().digest());
        }

        String file() {
            return runbook.source().file();
        }

        Optional<Section> section(String name) {
            return Optional.ofNullable(named.get(name));
        }

        /** The headings whose anchor this is, when it names none because it stands there more than once. */
        List<Section> ambiguous(String anchor) {
            return runbook.root()
                    .all()
                    .filter(section -> !section.unique() && section.anchor().equals(anchor))
                    .toList();
        }

        List<String> names() {
            return named.keySet().stream()
                    .filter(name -> !name.isEmpty())
                    .sorted()
                    .toList();
        }
    }

    Document main() {
        return main;
    }

    /** The document that a path written in another one leads to. */
    Optional<Document> open(Document from, String written) {
        String path = resolve(from.path(), written);
        if (isMain(path)) {
            return Optional.of(main);
        }
        Runbook runbook = files.get(path);
        return runbook == null
                ? Optional.empty()
                : Optional.of(opened.computeIfAbsent(path, key -> Document.of(runbook, key)));
    }

    private boolean isMain(String path) {
        String file = main.file().replace('\\', '/');
        return path.equals(file.substring(file.lastIndexOf('/') + 1));
    }

    /** Every document that was opened, with the runbook first. */
    List<Document> documents() {
        List<Document> all = new ArrayList<>(List.of(main));
        opened.keySet().stream().sorted().map(opened::get).forEach(all::add);
        return all;
    }

    /** {@code ../shared/a.md} written in {@code ops/b.md} is {@code shared/a.md}. */
    static String resolve(String from, String written) {
        Deque<String> path = new ArrayDeque<>();
        int slash = from.lastIndexOf('/');
        String whole = slash < 0 ? written : from.substring(0, slash) + "/" + written;
        for (String piece : whole.split("/", -1)) {
            boolean up =
                    piece.equals("..") && !path.isEmpty() && !path.getLast().equals("..");
            if (up) {
                path.removeLast();
            } else if (!piece.equals(".") && !piece.isEmpty()) {
                path.addLast(piece);
            }
        }
        return String.join("/", path);
    }
}
