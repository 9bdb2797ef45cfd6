package dev.slipway.actions.images;

import dev.slipway.base.Data;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/**
 * An image as {@code docker image inspect} tells it.
 *
 * @param tags {@code shop-backend:v2}
 * @param digests {@code shop-backend@sha256:…}, of the registries that it came from or went to
 */
record Image(
        String id,
        List<String> tags,
        List<String> digests,
        Instant created,
        String architecture,
        long bytes,
        Map<String, Data> labels) {

    static Image of(Data data) {
        Data config = under(data, "Config");
        return new Image(
                text(data, "Id"),
                texts(data, "RepoTags"),
                texts(data, "RepoDigests"),
                instant(text(data, "Created")),
                text(data, "Architecture"),
                under(data, "Size") instanceof Data.Num(BigDecimal size) ? size.longValue() : 0,
                under(config, "Labels") instanceof Data.Mapping(Map<String, Data> labels) ? labels : Map.of());
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }

    private static Data under(Data data, String name) {
        return data instanceof Data.Mapping(Map<String, Data> entries)
                ? entries.getOrDefault(name, Data.nothing())
                : Data.nothing();
    }

    static String text(Data data, String name) {
        return under(data, name).plain();
    }

    private static List<String> texts(Data data, String name) {
        return under(data, name) instanceof Data.Listing(List<Data> items)
                ? items.stream().map(Data::plain).toList()
                : List.of();
    }

    /** Without the tag; a colon before a slash belongs to a registry's port. */
    static String repository(String tag) {
        int colon = tag.lastIndexOf(':');
        return colon > tag.lastIndexOf('/') ? tag.substring(0, colon) : tag;
    }

    /** By its id, a registry's digest, or a tag. */
    boolean isCalled(String name) {
        String digest = name.substring(name.indexOf('@') + 1);
        return id.equals(name)
                || tags.contains(name)
                || tags.contains(name + ":latest")
                || digests.contains(name)
                || (digest.startsWith("sha256:")
                        && (id.equals(digest) || digests.stream().anyMatch(each -> each.endsWith("@" + digest))));
    }

    String brief() {
        return id.replaceFirst("^sha256:", "").substring(0, 12);
    }
}
