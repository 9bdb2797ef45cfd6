package dev.slipway.adopt;

import dev.slipway.adopt.Fate.Becomes;
import dev.slipway.runbook.Layout;
import dev.slipway.runbook.Layout.Piece;
import dev.slipway.runbook.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways of which one is taken: each becomes a value of an input, and nobody's guess. */
final class Choices {
    private static final Pattern OPTION = Pattern.compile(
            "(?is)^\\W*(option|alternative|method|variant|approach|variante|вариант|方案)\\s*([A-Za-z0-9]{1,3}\\b|[一二三])?\\W*(.*)");
    private static final Pattern PLATFORM = Pattern.compile(
            "(?i)^\\W*(on |for |using |via |with )?(linux|ubuntu|debian|rhel|centos|fedora|mac ?os|os x|windows|docker( compose)?|docker swarm|kubernetes|k8s|helm|bare ?metal|systemd|aws|azure|gcp|heroku)\\b.*");

    private final Sheet sheet;
    private final Names inputs = new Names();
    private final Map<Integer, Offer> offers = new HashMap<>();

    Choices(Sheet sheet) {
        this.sheet = sheet;
    }

    /** Fences of an option beside which no other has one. */
    private final Set<Integer> alone = new HashSet<>();

    private record Offer(String input, String value) {}

    /** Comments such as {@code # Or restore the backup} make neighbours exclude each other. */
    void between(List<Group> groups, Section section) {
        for (int i = 1; i < groups.size(); i++) {
            if (!Readings.isOr(groups.get(i).first().title())) {
                continue;
            }
            int first = i - 1;
            int last = i;
            while (last + 1 < groups.size()
                    && Readings.isOr(groups.get(last + 1).first().title())) {
                last++;
            }
            choose(groups, first, last, section);
            i = last;
        }
        if (!groups.isEmpty()
                && Readings.isOr(groups.getFirst().first().title())
                && groups.getFirst().performs()) {
            Group alone = groups.getFirst();
            groups.set(0, alone.ruled(Becomes.BY_HAND, "it is another way for what stands before this fence", ""));
        }
    }

    private void choose(List<Group> groups, int first, int last, Section section) {
        List<Group> ways = groups.subList(first, last + 1);
        if (!ways.stream().allMatch(way -> way.becomes() == Becomes.STEP || way.becomes() == Becomes.ACTION)) {
            for (int i = first; i <= last; i++) {
                if (groups.get(i).performs()) {
                    groups.set(
                            i,
                            groups.get(i)
                                    .ruled(
                                            Becomes.BY_HAND,
                                            "one of several ways, and not all of them can be performed",
                                            ""));
                }
            }
            return;
        }
        String input = inputs.underscored("way " + Names.slug(section.title(), "_", "step"), "way");
        Names values = new Names();
        List<String> chosen = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            Group way = groups.get(i);
            String title =
                    way.first().title().replaceFirst("(?i)^(or|alternatively|otherwise|alternative),?:?\\s+", "");
            String value = values.hyphened(title.isEmpty() ? way.first().firstCommand() : title, "way");
            chosen.add(value);
            groups.set(
                    i,
                    way.ruled(
                            way.becomes() == Becomes.ACTION ? Becomes.ACTION : Becomes.CHOSEN,
                            "one of several ways: input " + input + " chooses",
                            "step if=\"inputs." + input + " == '" + value + "'\""));
        }
        sheet.told.choice(input, "Which of the ways in '" + plain(section.title()) + "' is taken", chosen);
    }

    /** Paragraphs such as {@code **Option A: Compose**}, each with a fence below it. */
    void prepare(List<Piece> reached) {
        Map<String, List<Piece>> bySection = new java.util.LinkedHashMap<>();
        for (Piece piece : reached) {
            if (piece.kind() != Layout.Kind.FENCE) {
                continue;
            }
            sheet.layout
                    .before(piece)
                    .filter(words -> words.kind() == Layout.Kind.WORDS && isOption(lastLine(words.words())))
                    .ifPresent(_ -> bySection
                            .computeIfAbsent(
                                    sheet.section(piece.from()).span().line() + "/" + piece.parent(),
                                    _ -> new ArrayList<>())
                            .add(piece));
        }
        bySection.values().forEach(ways -> {
            if (ways.size() >= 2) {
                offer(ways);
            } else {
                alone.add(ways.getFirst().index());
            }
        });
    }

    private static boolean isOption(String line) {
        return line.matches("(\\*\\*|__|#).*|.*:\\**\\s*")
                && OPTION.matcher(line).matches();
    }

    private static String lastLine(String words) {
        return words.strip().lines().reduce("", (_, line) -> line.strip());
    }

    boolean isOffered(Piece piece) {
        return offers.containsKey(piece.index());
    }

    boolean isAlone(Piece piece) {
        return alone.contains(piece.index());
    }

    private void offer(List<Piece> ways) {
        Section section = sheet.section(ways.getFirst().from());
        String input = inputs.underscored("option " + Names.slug(section.title(), "_", "step"), "option");
        Names values = new Names();
        List<String> all = new ArrayList<>();
        for (Piece way : ways) {
            String value = values.hyphened(
                    option(lastLine(sheet.layout.before(way).orElseThrow().words())), "option");
            all.add(value);
            offers.put(way.index(), new Offer(input, value));
        }
        sheet.told.choice(input, "Which option of '" + plain(section.title()) + "'", all);
    }

    private static String option(String words) {
        Matcher matcher = OPTION.matcher(words.strip());
        String rest = matcher.matches() ? matcher.group(3) : words;
        String said = rest.lines()
                .findFirst()
                .orElse("")
                .replaceAll("[*_`]", "")
                .replaceFirst("\\(.*", "")
                .strip();
        return said.isEmpty() ? words.replaceAll("[*_`:]", "").toLowerCase(Locale.ROOT) : said;
    }

    /** Once more for the groups of such a fence. */
    void offered(List<Group> groups, Piece piece, Section section) {
        Optional<Offer> offer = Optional.ofNullable(offers.get(piece.index()));
        if (offer.isEmpty()) {
            return;
        }
        String test = "inputs." + offer.get().input() + " == '" + offer.get().value() + "'";
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            if (group.becomes() == Becomes.CHOSEN) {
                groups.set(
                        i, group.ruled(Becomes.BY_HAND, "a choice within an option of '" + section.title() + "'", ""));
            } else if (group.becomes() == Becomes.ASKED) {
                groups.set(
                        i,
                        group.ruled(
                                Becomes.CHOSEN,
                                "an option, and a condition that only a person knows",
                                both(group, test)));
            } else if (group.performs()) {
                groups.set(
                        i,
                        group.ruled(
                                group.becomes() == Becomes.ACTION ? Becomes.ACTION : Becomes.CHOSEN,
                                "an option: input " + offer.get().input() + " chooses",
                                "step if=\"" + test + "\""));
            }
        }
    }

    /** Only one condition stands before a step: what would be asked is told beforehand. */
    private String both(Group group, String test) {
        String title = Choices.plain(group.first().title());
        String input = inputs.underscored(title, "condition");
        sheet.told.decision(input, title.isEmpty() ? "Whether it is so" : "Whether this is to be done: " + title);
        return "step if=\"" + test + " && inputs." + input + "\"";
    }

    /** Sections that stand side by side and exclude each other by their titles. */
    void among(List<Section> siblings, Section parent) {
        boolean options = siblings.size() >= 2
                && siblings.stream()
                        .allMatch(section -> OPTION.matcher(section.title()).matches()
                                && section.title().matches("(?i)^\\W*\\w+\\s*\\w{1,3}\\b.*"));
        boolean platforms = siblings.size() >= 2
                && siblings.stream()
                        .allMatch(section -> PLATFORM.matcher(section.title()).matches());
        if (!options && !platforms) {
            return;
        }
        String input = inputs.underscored(
                (options ? "option " : "platform ") + Names.slug(parent.title(), "_", ""),
                options ? "option" : "platform");
        Names values = new Names();
        List<String> all = new ArrayList<>();
        for (Section section : siblings) {
            String value = values.hyphened(options ? option(section.title()) : section.title(), "option");
            all.add(value);
            sheet.heading(section, "if", "\"inputs." + input + " == '" + value + "'\"");
        }
        sheet.told.choice(input, "Which of the sections below '" + plain(parent.title()) + "' is followed", all);
    }

    static String plain(String title) {
        return title.replaceAll("[`*_]", "");
    }
}
