package dev.slipway.engine;

import dev.slipway.base.RunId;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.JournalFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches the journal for all runs that this process moves, in one thread that is there while there are any: rings the bell
 * of a run when somebody has asked something of it, renews the leases, and says which ones are lost.
 */
final class Watch {
    /** Ten cheap looks a second: a signature given in another terminal is felt as immediate. */
    private static final long EVERY_MILLIS = 100;
    /** Well below the time after which a lease on another host looks abandoned. */
    private static final int LOOKS_A_BEAT = 50;

    private record Post(Lease lease, Inbox inbox) {}

    private final Journal journal;
    private final Map<RunId, Post> posts = new HashMap<>();
    private boolean looking;
    /** What was asked before the first look is taken up by every run when it is first moved, and rung for once more. */
    private long last = Long.MIN_VALUE;

    Watch(Journal journal) {
        this.journal = journal;
    }

    synchronized void join(Lease lease, Inbox inbox) {
        posts.put(lease.run(), new Post(lease, inbox));
        if (!looking) {
            looking = true;
            Thread.ofVirtual().name("journal watch").start(this::look);
        }
    }

    synchronized void leave(Lease lease) {
        posts.remove(lease.run());
    }

    private synchronized boolean alone() {
        looking = !posts.isEmpty();
        return !looking;
    }

    private void look() {
        try {
            for (int looks = 1; !alone(); looks++) {
                Thread.sleep(EVERY_MILLIS);
                look(looks);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not while somebody leaves: who has left may close the journal. */
    private synchronized void look(int looks) {
        if (posts.isEmpty()) {
            return;
        }
        try {
            long version = journal.version();
            if (version != last) {
                last = version;
                journal.asked().forEach(this::ring);
            }
            if (looks % LOOKS_A_BEAT == 0) {
                beat();
            }
        } catch (JournalFailure _) {
            // The loops meet the same failure at their next append, and say so.
            posts.keySet().forEach(this::ring);
        }
    }

    private void ring(RunId run) {
        Post post = posts.get(run);
        if (post != null) {
            post.inbox().ring();
        }
    }

    private void beat() {
        List<Lease> leases = posts.values().stream().map(Post::lease).toList();
        for (Lease lost : journal.renew(leases)) {
            Post post = posts.get(lost.run());
            if (post != null && post.lease().equals(lost)) {
                post.inbox().lose();
            }
        }
    }
}
