package dev.slipway.adopt;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a chapter is for, as its title says. */
enum Purpose {
    /** Followed in the order of the document. */
    WORK,
    BEFORE,
    AFTER,
    ROLLBACK,
    TROUBLE,
    UPKEEP,
    /** A list of commands to choose from. */
    MENU,
    /** The checklists once more, in short. */
    SUMMARY,
    READING;

    private static final Pattern IS_ROLLBACK = Pattern.compile(
            "\\b(roll-?\\s?back|rolling back|back-?out|revert\\w*|undo|downgrade|restor(e|ing|ation))\\b|回滚|回退|откат|ロールバック");
    private static final Pattern IS_TROUBLE = Pattern.compile(
            "\\b(emergenc\\w+|incidents?|outages?|trouble-?shoot\\w*|(common|known) (issues|problems|errors)"
                    + "|disaster|break-?glass|faq|if something goes wrong|when things go wrong)\\b|故障|устранение");
    private static final Pattern IS_UPKEEP =
            Pattern.compile("\\b((daily|weekly|monthly|quarterly|regular|routine|periodic)\\b.*"
                    + "|maintenance tasks|house-?keeping|tuning|optimi[sz]ation|compliance.*|scaling|maintenance)$");
    private static final Pattern IS_MENU = Pattern.compile(
            "\\b((useful|available|common|helpful|handy|other) (commands|scripts)|cheat-?\\s?sheet|(quick|command) reference|commands overview|appendix.*|附录)\\b");
    private static final Pattern IS_SUMMARY =
            Pattern.compile("\\b(checklist summary|summary checklist|quick checklist|summary|tl;?dr)\\b");
    private static final Pattern IS_READING = Pattern.compile(
            "\\b(overview|introduction|table of contents|contents|contacts?( .*)?|references?|related doc\\w*|links|resources|glossary|revision history"
                    + "|change ?log|history|architecture|background|timeline|escalation.*|feature flags?|local development|support|about|purpose|scope|environments"
                    + "|roles and responsibilities|communication plan|further reading|目录|概述|联系)\\b.*");
    private static final Pattern IS_BEFORE = Pattern.compile(
            "^\\W*(\\d+[.)]\\s*)?(pre-?\\s?(deploy\\w*|flight|release|requisites?|migration|upgrade)|prerequisites?|requirements|before\\b|preparation|preparing|前提|准备|部署前).*");
    private static final Pattern IS_AFTER = Pattern.compile(
            "\\b(post-?\\s?(deploy\\w*|release) (tasks|steps|activities|actions|communication|clean-?up)|clean-?\\s?up|sign-?\\s?off|documentation and reporting"
                    + "|follow-?\\s?up|success criteria|wrap-?\\s?up|after (the )?(deploy\\w*|release)|deployment validation|communication)\\b");
    private static final Pattern IS_RELEASE = Pattern.compile(
            "\\b(deploy(ment|ing)?s?|releas(e|ing)|updat(e|ing)|upgrad(e|ing)|roll-?out|install(ation|ing)?)\\b");
    private static final Pattern IN_A_ROW =
            Pattern.compile("(?i)^\\W*(step|phase|stage|part|schritt|шаг|步骤|第)\\s*\\S+.*");
    private static final Pattern NUMBERED = Pattern.compile("^\\W*\\d+(\\.\\d+)*[.):]?\\s+.*");

    static Purpose of(String title) {
        String said = title.toLowerCase(Locale.ROOT).strip();
        String plain = said.replaceFirst("^[\\d.)\\s]+", "");
        boolean check = said.contains("check");
        if (IS_SUMMARY.matcher(said).find()) {
            return SUMMARY;
        }
        if (IS_MENU.matcher(plain).find() && !IS_BEFORE.matcher(said).matches()) {
            return MENU;
        }
        if (IS_ROLLBACK.matcher(said).find() && !(said.contains("plan") && check)) {
            return ROLLBACK;
        }
        if (IS_TROUBLE.matcher(said).find()) {
            return TROUBLE;
        }
        if (IS_BEFORE.matcher(plain).matches()) {
            return BEFORE;
        }
        if (IS_AFTER.matcher(said).find()) {
            return AFTER;
        }
        if (IS_READING.matcher(plain).lookingAt() || (plain.endsWith(" overview") && !check)) {
            return READING;
        }
        return IS_UPKEEP.matcher(plain).find() ? UPKEEP : WORK;
    }

    static boolean speaksOfRelease(String title) {
        return IS_RELEASE.matcher(title.toLowerCase(Locale.ROOT)).find();
    }

    /** {@code Step 3: …}, {@code Phase 1}: whoever writes so means a row. */
    static boolean inARow(String title) {
        return IN_A_ROW.matcher(title).matches();
    }

    static boolean numbered(String title) {
        return inARow(title) || NUMBERED.matcher(title).matches();
    }
}
