package dev.slipway.hands;

import dev.slipway.base.Digest;
import dev.slipway.base.RunId;
import dev.slipway.hands.Journal.Entry;
import dev.slipway.hands.Journal.Verification.Broken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a run's chain of entries ends: the number and the hash of its last entry. Every adapter of {@link Journal} numbers
 * and hashes by this one, so that a record can be moved from one to another and still be verified.
 */
public record Chain(long last, Digest head) {

    /** Before the first entry. */
    public static Chain of(RunId run) {
        return new Chain(0, Digest.of(run.value()));
    }

    /** The entries that these texts become, in order. */
    public List<Entry> next(List<String> texts) {
        List<Entry> entries = new ArrayList<>(texts.size());
        Chain end = this;
        for (String text : texts) {
            Entry entry = end.next(Journal.wellFormed(text));
            entries.add(entry);
            end = end.after(entry);
        }
        return entries;
    }

    public Chain after(Entry entry) {
        return new Chain(entry.seq(), entry.hash());
    }

    public Chain after(List<Entry> entries) {
        return entries.isEmpty() ? this : after(entries.getLast());
    }

    /** What is wrong with an entry that is said to follow; empty when nothing is. */
    public Optional<Broken> broken(Entry entry) {
        if (entry.seq() > last + 1) {
            return Optional.of(new Broken(last + 1, "entry " + (last + 1) + " is missing"));
        }
        if (!entry.equals(next(entry.text()))) {
            return Optional.of(new Broken(
                    last + 1,
                    "entry " + (last + 1)
                            + " is not the one that was written: its text, its place or its hash was changed"));
        }
        return Optional.empty();
    }

    /**
     * What is wrong when the entries up to {@code recorded.last()} end here, the run's own row says that they end at
     * {@code recorded}, and the highest number of any is {@code highest}.
     */
    public Optional<Broken> brokenEnd(Chain recorded, long highest) {
        if (recorded.last > last) {
            String which = recorded.last == last + 1
                    ? "entry " + recorded.last + " is"
                    : "entries " + (last + 1) + " to " + recorded.last + " are";
            return Optional.of(new Broken(last + 1, which + " missing at the end"));
        }
        if (highest > last) {
            return Optional.of(new Broken(last + 1, "entry " + (last + 1) + " was added from outside"));
        }
        return recorded.head.equals(head)
                ? Optional.empty()
                : Optional.of(new Broken(last, "the run's last hash is not the hash of entry " + last));
    }

    private Entry next(String text) {
        return new Entry(last + 1, text, Digest.of(head + "\n" + (last + 1) + "\n" + text));
    }
}
