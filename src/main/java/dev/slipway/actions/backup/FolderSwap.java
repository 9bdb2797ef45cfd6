package dev.slipway.actions.backup;

import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Puts one folder in the place of another by two renames in one script, which goes on when Slipway is killed. Which folder is
 * which is known by device and inode, written down before anything is renamed; so whoever comes later can tell where it stopped
 * when the machine itself did.
 */
record FolderSwap(Site site, Memory memory, Shell shell, String live) {

    /** @param folder links on the way to it are followed, so that the folder itself is renamed */
    static FolderSwap of(Site site, String folder) throws Refusal, InterruptedException {
        Shell shell = new Shell(site);
        String live = shell.said(
                "p=$(dirname -- \"$1\"); [ -d \"$p\" ] || { echo \"there is no folder $p\" >&2; exit 1; };"
                        + " [ ! -e \"$1\" ] || [ -d \"$1\" ] || { echo \"$1 is not a folder\" >&2; exit 1; };"
                        + " printf %s \"$(realpath -m -- \"$1\")\"",
                folder);
        return new FolderSwap(site, new Memory(site), shell, live);
    }

    String side() {
        int slash = live.lastIndexOf('/');
        return live.substring(0, slash + 1) + ".slipway_back_" + live.substring(slash + 1);
    }

    String old() {
        return memory.recall("old").orElse("");
    }

    boolean there() throws Refusal, InterruptedException {
        return !inode(live).isEmpty();
    }

    /** Device and inode; empty where there is nothing. */
    private String inode(String path) throws Refusal, InterruptedException {
        return shell.said("[ ! -d \"$1\" ] || stat -c %d:%i -- \"$1\"", path).strip();
    }

    private boolean is(String path, String remembered) throws Refusal, InterruptedException {
        Optional<String> known = memory.recall(remembered).filter(inode -> !inode.isEmpty());
        return known.isPresent() && known.get().equals(inode(path));
    }

    /** Whether the restored folder is in its place. */
    boolean swapped() throws Refusal, InterruptedException {
        return is(live, "new");
    }

    /** A machine that stopped between two renames has left no folder at all: the old one is put back. */
    void mend() throws Refusal, InterruptedException {
        String old = old();
        if (!old.isEmpty() && !there() && is(old, "was")) {
            site.say("a swap that was cut off had left no " + live + ": the old one is back");
            shell.said("mv -T -- \"$1\" \"$2\"", old, live);
        }
    }

    /** Whether it could be renamed, and whether there is room beside it. */
    void check(long bytes) throws Refusal, InterruptedException {
        String said = shell.said(
                "p=$(dirname -- \"$1\"); [ -w \"$p\" ] || { echo \"nothing can be made in $p: permission denied\" >&2; exit 1; };"
                        + " if [ -d \"$1\" ] && { [ \"$(stat -c %d -- \"$1\")\" != \"$(stat -c %d -- \"$p\")\" ]"
                        + " || mountpoint -q -- \"$1\"; }; then"
                        + " echo \"$1 is a disk of its own, and cannot be renamed: restore a folder within it\" >&2; exit 1; fi;"
                        + " df -P -k -- \"$p\"",
                live);
        OptionalLong free = Room.free(said);
        if (free.isPresent() && free.getAsLong() < bytes) {
            throw new Refusal("there is no room for the folder beside the one that is there: it needs about "
                    + Server.size(bytes) + ", and its disk has " + Server.size(free.getAsLong()));
        }
    }

    /** What a killed step has left under that name is removed: it was never in place. */
    void makeSide() throws Refusal, InterruptedException {
        shell.said("rm -rf -- \"$1\"; mkdir -m 700 -- \"$1\"", side());
    }

    void removeSide() throws Refusal, InterruptedException {
        boolean stopped = Thread.interrupted();
        try {
            shell.said("rm -rf -- \"$1\"", side());
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Gives the name under which the live one is kept. */
    String perform(String ending) throws Refusal, InterruptedException {
        String old = free(live + ending);
        memory.remember("old", old);
        memory.remember("was", inode(live));
        memory.remember("new", inode(side()));
        swap(side(), old);
        return old;
    }

    /** Two renames, or none: when the second fails, the first is taken back. The disk has all before either. */
    private void swap(String incoming, String aside) throws Refusal, InterruptedException {
        shell.said(
                "sync -f -- \"$1\"; if [ -d \"$2\" ]; then mv -T -n -- \"$2\" \"$3\"; [ ! -e \"$2\" ]; fi;"
                        + " if ! { mv -T -n -- \"$1\" \"$2\" && [ ! -e \"$1\" ]; }; then"
                        + " if [ -e \"$2\" ]; then echo \"somebody made $2 anew while it was swapped; the old one is $3\" >&2;"
                        + " else mv -T -- \"$3\" \"$2\"; echo \"$1 could not be renamed; $2 is as it was\" >&2; fi; exit 1; fi;"
                        + " sync -f -- \"$(dirname -- \"$2\")\"",
                incoming,
                live,
                aside);
    }

    private String free(String wanted) throws Refusal, InterruptedException {
        String name = wanted;
        for (int number = 2; !inode(name).isEmpty(); number++) {
            name = wanted + "_" + number;
        }
        return name;
    }

    /** Gives the name under which the restored one is kept; empty when it is not in place. */
    Optional<String> undo(String ending) throws Refusal, InterruptedException {
        if (!swapped()) {
            removeSide();
            return Optional.empty();
        }
        String kept = free(live + ending);
        String old = old();
        if (is(old, "was")) {
            swap(old, kept);
        } else if (memory.recall("was").filter(String::isEmpty).isPresent()) {
            shell.said("mv -T -n -- \"$1\" \"$2\"", live, kept); // there was none before
        } else {
            throw new Refusal(
                    "the folder from before is not at " + old + " any more, so that " + live + " stays as it is");
        }
        return Optional.of(kept);
    }
}
