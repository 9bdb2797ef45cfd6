package dev.slipway.traffic.haproxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares as HAProxy throws them: for each request a number from 1000 to 1999, led to a slot by its longest prefix in the map.
 * 10 % are then two lines, {@code 10 → 2} and {@code 1 → 1}.
 */
final class Dice {
    private static final int FACES = 1000;
    private static final int LOWEST = 1000;

    private Dice() {}

    /** The lines of the map for slots with their permille, which add up to 1000 or to 0. */
    static Map<String, String> prefixes(Map<Integer, Integer> permille) {
        List<String> faces = new ArrayList<>(FACES);
        permille.forEach((slot, share) -> {
            for (int i = 0; i < share; i++) {
                faces.add(Integer.toString(slot));
            }
        });
        Map<String, String> lines = new LinkedHashMap<>();
        if (!faces.isEmpty()) {
            lines("1", faces, "", lines);
        }
        return lines;
    }

    /** The most frequent slot gets the prefix; parts of it that are not its alone get lines of their own. */
    private static void lines(String prefix, List<String> faces, String above, Map<String, String> lines) {
        String most = most(faces);
        if (!most.equals(above)) {
            lines.put(prefix, most);
        }
        if (faces.stream().allMatch(most::equals)) {
            return;
        }
        int part = faces.size() / 10;
        for (int digit = 0; digit < 10; digit++) {
            lines(prefix + digit, faces.subList(digit * part, (digit + 1) * part), most, lines);
        }
    }

    private static String most(List<String> faces) {
        Map<String, Integer> times = new LinkedHashMap<>();
        faces.forEach(face -> times.merge(face, 1, Integer::sum));
        return times.entrySet().stream()
                .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
                .orElseThrow()
                .getKey();
    }

    /** The permille of each slot, by throwing every number once. */
    static Map<Integer, Integer> permille(Map<String, String> map) {
        Map<Integer, Integer> shares = new LinkedHashMap<>();
        for (int face = LOWEST; face < LOWEST + FACES; face++) {
            String number = Integer.toString(face);
            for (int length = number.length(); length > 0; length--) {
                String slot = map.get(number.substring(0, length));
                if (slot != null) {
                    shares.merge(Integer.parseInt(slot), 1, Integer::sum);
                    break;
                }
            }
        }
        return shares;
    }
}
