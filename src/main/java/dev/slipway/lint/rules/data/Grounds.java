package dev.slipway.lint.rules.data;

import dev.slipway.lint.story.Act;
import java.util.regex.Pattern;

/** What a chapter is for. */
final class Grounds {
    private static final Pattern WORKSHOP = Pattern.compile(
            "(?i).*\\b(local|development|developer|dev|test(s|ing)?|staging|ci|sandbox|playground)\\b.*");

    private Grounds() {}

    /** Nothing of it runs in production. */
    static boolean isWorkshop(Act act) {
        return WORKSHOP.matcher(act.chapter().title()).matches();
    }
}
