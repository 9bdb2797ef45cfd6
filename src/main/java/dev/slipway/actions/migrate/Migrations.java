package dev.slipway.actions.migrate;

import dev.slipway.hands.Refusal;
import dev.slipway.schema.Goal;
import dev.slipway.schema.Migration;
import dev.slipway.schema.Revision;
import dev.slipway.schema.Standing;
import java.util.List;

/** One tool at one database. What it says is what the tool's table or its own programming interface says, never its prose. */
interface Migrations {

    Standing standing() throws Refusal, InterruptedException;

    /** What would be done to bring it to a revision, or to the newest. */
    List<Migration> up(Standing standing, Goal to) throws Refusal, InterruptedException;

    /** What would be done to take it back to a revision, or to nothing. */
    List<Migration> down(Standing standing, String to) throws Refusal, InterruptedException;

    /** What would be taken back on the way to a revision, newest first. */
    default List<Revision> after(Standing standing, String to) throws Refusal, InterruptedException {
        return standing.appliedAfter(to);
    }

    /** Waits for what was begun before and may still be under way. */
    void settle() throws Refusal, InterruptedException;

    void apply(Standing standing, Goal to) throws Refusal, InterruptedException;

    void takeBack(Standing standing, String to) throws Refusal, InterruptedException;
}
