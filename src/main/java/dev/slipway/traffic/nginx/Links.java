package dev.slipway.traffic.nginx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** A folder in which each path of three letters leads to one of some leaves, over as few links as can be. */
final class Links {
    private Links() {}

    /** Whoever gets all tickets below a place gets one link there. */
    static void throwing(Path place, List<Path> tickets) throws IOException {
        if (new HashSet<>(tickets).size() == 1) {
            link(place, tickets.getFirst());
            return;
        }
        folder(place);
        int part = tickets.size() / Dice.LETTERS.length();
        for (int i = 0; i < Dice.LETTERS.length(); i++) {
            throwing(place.resolve(Dice.LETTERS.substring(i, i + 1)), tickets.subList(i * part, (i + 1) * part));
        }
    }

    /** A folder in which each letter leads to itself, so that whatever is thrown further on changes nothing. */
    static Path leaf(Path place) throws IOException {
        folders(place);
        for (char letter : Dice.LETTERS.toCharArray()) {
            Files.createSymbolicLink(place.resolve(Character.toString(letter)), Path.of("."));
        }
        return place;
    }

    /** How many tickets lead to which leaf. */
    static void thrown(Path place, int tickets, ObjIntConsumer<Path> leaf) throws IOException {
        if (Files.isSymbolicLink(place)) {
            leaf.accept(place.toRealPath(), tickets);
            return;
        }
        for (char letter : Dice.LETTERS.toCharArray()) {
            thrown(place.resolve(Character.toString(letter)), tickets / Dice.LETTERS.length(), leaf);
        }
    }

    static void link(Path from, Path to) throws IOException {
        Path folder = from.getParent();
        if (folder == null) {
            throw new IllegalArgumentException(from + " is in no folder");
        }
        folders(folder);
        Files.createSymbolicLink(from, folder.relativize(to));
    }

    static void folders(Path place) throws IOException {
        Path above = place.getParent();
        if (Files.isDirectory(place) || above == null) {
            return;
        }
        folders(above);
        folder(place);
    }

    /** Whatever the mask of this process is: nginx's user has to pass, and need not list. */
    private static void folder(Path place) throws IOException {
        Files.createDirectory(place);
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx--x--x"));
    }
}
