package dev.slipway.traffic.nginx;

import java.util.ArrayList;
import java.util.List;

/** Shares as nginx throws them: three random letters of 0 to f, 4096 tickets, handed out in order. */
final class Dice {
    static final String LETTERS = "0123456789abcdef";
    static final int TICKETS = 16 * 16 * 16;
    private static final int WHOLE = 1000;

    private Dice() {}

    /** For each ticket the number of the one that gets it, by permille that add up to 1000. */
    static List<Integer> tickets(List<Integer> permille) {
        List<Integer> tickets = new ArrayList<>(TICKETS);
        int sum = 0;
        for (int i = 0; i < permille.size(); i++) {
            sum += permille.get(i);
            long end = Math.round((double) sum * TICKETS / WHOLE);
            while (tickets.size() < end) {
                tickets.add(i);
            }
        }
        return tickets;
    }

    /** Never more than a ticket away from what was meant, which is a quarter of a permille. */
    static int permille(int tickets) {
        return (int) Math.round((double) tickets * WHOLE / TICKETS);
    }
}
