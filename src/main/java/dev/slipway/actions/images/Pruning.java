package dev.slipway.actions.images;

import dev.slipway.base.Nearest;
import dev.slipway.hands.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may go, decided before anything does.
 *
 * @param going tags, or ids of images without one, with their images
 * @param kept why others stay, for people
 */
record Pruning(Map<String, Image> going, List<String> kept) {

    /** Builds that are to be repeatable give every image the same time, long before there were any. */
    private static final Instant KNOWN = Instant.parse("2000-01-01T00:00:00Z");

    static Pruning of(ImagesPrune.Rules rules, List<Image> images, Collection<String> used, Instant now)
            throws Refusal {
        checkNames(rules, images);
        Instant young = now.minus(rules.olderThan());
        Map<String, Image> going = new LinkedHashMap<>();
        List<String> kept = new ArrayList<>();
        for (String repository : rules.repositories()) {
            List<Image> its = images.stream()
                    .filter(image -> image.tags().stream()
                            .anyMatch(tag -> Image.repository(tag).equals(repository)))
                    .sorted(Comparator.comparing(Image::created).reversed().thenComparing(Image::id))
                    .toList();
            Set<String> newest = new HashSet<>();
            its.stream().limit(rules.newest()).forEach(image -> newest.add(image.id()));
            for (Image image : its) {
                String why = used.contains(image.id())
                        ? "a container is made of it"
                        : newest.contains(image.id())
                                ? "among the newest " + rules.newest()
                                : rules.keep().stream().anyMatch(image::isCalled)
                                        ? "named by 'keep'"
                                        : image.created().isBefore(KNOWN)
                                                ? "nobody can tell when it was made"
                                                : image.created().isAfter(young) ? "younger than 'older-than'" : "";
                for (String tag : image.tags()) {
                    if (Image.repository(tag).equals(repository)) {
                        if (why.isEmpty()) {
                            going.put(tag, image);
                        } else {
                            kept.add("stays: " + tag + ", " + why);
                        }
                    }
                }
            }
        }
        if (rules.untagged()) {
            images.stream()
                    .filter(image -> image.tags().isEmpty() && image.digests().isEmpty())
                    .filter(image ->
                            !used.contains(image.id()) && !image.created().isAfter(young))
                    .filter(image -> !image.created().isBefore(KNOWN))
                    .filter(image -> rules.keep().stream().noneMatch(image::isCalled))
                    .forEach(image -> going.put(image.id(), image));
        }
        return new Pruning(going, kept);
    }

    /** A repository that nothing is of was misspelt, and so was an image to be kept: then nothing goes. */
    private static void checkNames(ImagesPrune.Rules rules, List<Image> images) throws Refusal {
        Set<String> known = new HashSet<>();
        images.forEach(image -> image.tags().forEach(tag -> known.add(Image.repository(tag))));
        for (String repository : rules.repositories()) {
            if (!known.contains(repository)) {
                throw new Refusal("there is no image of " + repository + " here"
                        + Nearest.to(repository, known)
                                .map(near -> ": did you mean '" + near + "'")
                                .orElse("")
                        + "; nothing was removed");
            }
        }
        for (String name : rules.keep()) {
            if (images.stream().noneMatch(image -> image.isCalled(name))) {
                throw new Refusal("there is no image " + name + ", which 'keep' names; nothing was removed");
            }
        }
    }

    /** Each image counts once, whatever it shares. */
    long bytes() {
        Map<String, Long> bytes = new LinkedHashMap<>();
        going.values().forEach(image -> bytes.put(image.id(), image.bytes()));
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }
}
