package dev.slipway.adopt;

import dev.slipway.runbook.ShellScript;
import dev.slipway.runbook.ShellScript.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that may be an example and may be meant: {@code app_name}, {@code 0042_previous_migration}, {@code --to-revision=2}. */
final class StandIns {
    private static final Pattern NAME = Pattern.compile(
            "(?<=[ \\t])(?:app|application|service|project|container|image|pod|host|server|database|db|table|migration|bucket|cluster)_name(?=\\s|$)");
    private static final Pattern MIGRATION = Pattern.compile(
            "(?<![\\w.$/-])\\d{3,14}_(?:(?:previous|last|target|my|some)_)?migration(?:_name)?(?![\\w.-])");
    private static final Pattern REVISION = Pattern.compile("(?<=\\s)--to-revision[= ]\\d+(?=\\s|$)");

    private StandIns() {}

    record Found(int at, String written) {}

    static List<Found> in(String text, ShellScript commands) {
        List<Found> found = new ArrayList<>();
        for (Pattern pattern : List.of(NAME, MIGRATION, REVISION)) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                Kind kind = commands.kinds().get(matcher.start());
                // Within quotes such a name is a column's.
                if (kind == Kind.CODE || (kind == Kind.QUOTED && pattern.equals(MIGRATION))) {
                    found.add(new Found(matcher.start(), matcher.group()));
                }
            }
        }
        return found;
    }
}
