package dev.slipway.actions.deploy;

import dev.slipway.base.Durations;
import dev.slipway.route.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A share of the requests for the new version, and for how long it is watched before it gets more. */
record Stage(int permille, Duration time) {
    static final Stage ALL_AT_ONCE = new Stage(Share.WHOLE, Duration.ZERO);

    private static final Pattern WRITTEN = Pattern.compile("(\\S+)(?: for (\\S+))?");

    /** {@code 5% for 1m}; the last is {@code 100%}, perhaps with a time as well. */
    static List<Stage> parse(List<String> written) {
        List<Stage> stages = new ArrayList<>();
        for (String each : written) {
            Stage stage = parse(each);
            if (!stages.isEmpty() && stage.permille <= stages.getLast().permille) {
                throw new IllegalArgumentException("'" + each
                        + "' gives the new version no more than the step before it: shares rise from step to step");
            }
            stages.add(stage);
        }
        if (stages.isEmpty() || stages.getLast().permille != Share.WHOLE) {
            throw new IllegalArgumentException("'steps' ends with everything for the new version: '100%'");
        }
        return List.copyOf(stages);
    }

    /** Refuses a share that nobody could look at: what watches over a canary needs a time to do it in. */
    static void watched(List<String> written) {
        for (String each : written) {
            Stage stage = parse(each);
            if (stage.permille < Share.WHOLE && !stage.time.isPositive()) {
                throw new IllegalArgumentException("'" + each
                        + "' gives no time to watch the new version in: write it as '" + share(each) + " for 5m'");
            }
        }
    }

    private static String share(String written) {
        return written.strip().replaceAll(" .*", "");
    }

    private static Stage parse(String written) {
        Matcher matcher = WRITTEN.matcher(written.strip());
        int permille = (matcher.matches() ? Share.permille(matcher.group(1)) : Optional.<Integer>empty())
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + written + "' is not a step: write it as '5% for 1m'"));
        if (permille < 1 || permille > Share.WHOLE) {
            throw new IllegalArgumentException(
                    "'" + written + "' is not a step: it gives more than 0%, and at most 100%");
        }
        String time = matcher.group(2);
        if (time == null) {
            return new Stage(permille, Duration.ZERO);
        }
        return new Stage(
                permille,
                Durations.parse(time)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'" + time + "' is not a duration: write 90s, 5m or 1h30m")));
    }
}
