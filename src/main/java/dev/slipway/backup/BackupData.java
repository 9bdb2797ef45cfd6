package dev.slipway.backup;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A backup as the data that the catalogue keeps. The names in it are a format: old entries are read for years. */
public final class BackupData {
    private static final int FORM = 1;

    private BackupData() {}

    public static Data write(Backup backup) {
        Map<String, Data> out = new LinkedHashMap<>();
        out.put("form", Data.of(FORM));
        out.put("name", Data.of(backup.name().toString()));
        Backup.What what = backup.what();
        out.put("kind", Data.of(what.kind()));
        out.put("subject", Data.of(what.subject()));
        out.put("where", Data.of(what.where()));
        out.put("server-version", Data.of(what.version()));
        what.revision().ifPresent(revision -> out.put("revision", Data.of(revision)));
        out.put("original-bytes", Data.of(what.bytes()));
        what.shape().ifPresent(shape -> out.put("shape", Data.of(shape.hex())));
        out.put("at", Data.of(backup.made().at().toString()));
        out.put("took", Data.of(backup.made().took().toString()));
        out.put("by", Data.of(backup.made().by()));
        Backup.Sealed sealed = backup.sealed();
        out.put("blob", Data.of(sealed.blob()));
        out.put("bytes", Data.of(sealed.bytes()));
        out.put("sha256", Data.of(sealed.sha256().hex()));
        out.put("format", Data.of(sealed.format()));
        out.put(
                "recipients",
                new Data.Listing(sealed.recipients().stream().map(Data::of).toList()));
        out.put("prove", Data.of(backup.asked().word()));
        backup.proof().ifPresent(proof -> out.put("proof", proof(proof)));
        out.put("restore", Data.of(backup.restore()));
        return new Data.Mapping(out);
    }

    private static Data proof(Proof proof) {
        Map<String, Data> out = new LinkedHashMap<>();
        out.put("how", Data.of(proof.how().word()));
        out.put("at", Data.of(proof.at().toString()));
        switch (proof) {
            case Proof.Proved(Proving _, Instant _, Duration took, String says) -> {
                out.put("took", Data.of(took.toString()));
                out.put("says", Data.of(says));
            }
            case Proof.Disproved(Proving _, Instant _, String why) -> out.put("failed", Data.of(why));
        }
        return new Data.Mapping(out);
    }

    /** Throws {@link IllegalArgumentException} with one sentence when this is not what {@link #write} wrote. */
    public static Backup read(Data data) {
        try {
            return new Reading(data).backup();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time in it cannot be read: " + e.getMessage(), e);
        }
    }

    private record Reading(Map<String, Data> fields) {
        Reading(Data data) {
            this(
                    data instanceof Data.Mapping(Map<String, Data> entries)
                            ? entries
                            : Map.of("what it is", Data.of("not a mapping")));
        }

        Backup backup() {
            if (number("form") != FORM) {
                throw new IllegalArgumentException("it was written by a newer Slipway (form " + number("form") + ")");
            }
            return new Backup(
                    BackupName.parse(text("name")).orElseThrow(() -> lacks("name")),
                    new Backup.What(
                            text("kind"),
                            text("subject"),
                            text("where"),
                            text("server-version"),
                            maybe("revision").map(Data::plain),
                            number("original-bytes"),
                            maybe("shape").map(shape -> new Digest(shape.plain()))),
                    new Backup.Made(Instant.parse(text("at")), Duration.parse(text("took")), text("by")),
                    new Backup.Sealed(
                            text("blob"),
                            number("bytes"),
                            new Digest(text("sha256")),
                            text("format"),
                            texts("recipients")),
                    proving("prove"),
                    maybe("proof").map(given -> new Reading(given).proof()),
                    text("restore"));
        }

        Proof proof() {
            Instant at = Instant.parse(text("at"));
            return fields.containsKey("failed")
                    ? new Proof.Disproved(proving("how"), at, text("failed"))
                    : new Proof.Proved(proving("how"), at, Duration.parse(text("took")), text("says"));
        }

        private Optional<Data> maybe(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        private String text(String name) {
            return maybe(name)
                    .filter(Data.Text.class::isInstance)
                    .map(Data::plain)
                    .orElseThrow(() -> lacks(name));
        }

        private long number(String name) {
            if (maybe(name).orElse(Data.nothing()) instanceof Data.Num(BigDecimal value)) {
                return value.longValue();
            }
            throw lacks(name);
        }

        private List<String> texts(String name) {
            if (maybe(name).orElse(Data.nothing()) instanceof Data.Listing(List<Data> items)) {
                return items.stream().map(Data::plain).toList();
            }
            throw lacks(name);
        }

        private Proving proving(String name) {
            return Arrays.stream(Proving.values())
                    .filter(each -> each.word().equals(text(name)))
                    .findFirst()
                    .orElseThrow(() -> lacks(name));
        }

        private static IllegalArgumentException lacks(String name) {
            return new IllegalArgumentException("it lacks '" + name + "', or holds something else there");
        }
    }
}
