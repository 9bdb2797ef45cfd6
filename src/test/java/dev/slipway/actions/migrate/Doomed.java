package dev.slipway.actions.migrate;

import dev.slipway.actions.backup.RestorePostgres;
import java.nio.file.Path;
import java.util.Arrays;

/** Applies what is pending, until it is killed: the program of {@link KilledTest}. */
public final class Doomed {
    private Doomed() {}

    /** {@code main FOLDER DATABASE PARAMETER VALUE…} */
    public static void main(String[] words) throws InterruptedException {
        Yard yard = new Yard(Path.of(words[0]), words[1]);
        System.out.println(yard.perform(
                new MigrateApply(new RestorePostgres()), Arrays.copyOfRange(words, 2, words.length, Object[].class)));
    }
}
