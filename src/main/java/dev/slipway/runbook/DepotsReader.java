package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.runbook.FrontMatter.DepotName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code stores}: where backups are kept, by name, who can open them, and how many stay. */
final class DepotsReader {
    private static final List<String> KEYS =
            List.of("folder", "s3", "endpoint", "region", "key", "secret", "recipients", "keep");
    private static final List<String> TIMES = List.of("last", "daily", "weekly", "monthly");
    private static final int MOST = 10_000;

    private final List<Problem> problems;

    DepotsReader(List<Problem> problems) {
        this.problems = problems;
    }

    List<DepotName> read(Yaml value) {
        List<DepotName> all = new ArrayList<>();
        FrontNames.HYPHENED.each(
                value, "'stores'", problems, (name, spec) -> one(name, spec).ifPresent(all::add));
        return all;
    }

    private Optional<DepotName> one(Phrase name, Yaml spec) {
        if (!(spec instanceof Yaml.Mapping mapping)) {
            problems.add(new Problem(
                    spec.span(),
                    "the store '" + name + "' must be a mapping, not " + FrontFields.kind(spec),
                    StorageReader.EXAMPLE));
            return Optional.empty();
        }
        int before = problems.size();
        FrontFields fields = FrontFields.open(mapping, "a store", KEYS, problems);
        Optional<Storage> storage = new StorageReader(name, fields, problems).read();
        List<Phrase> recipients = recipients(name, fields);
        Map<String, Integer> keep = fields.get("keep").map(this::keep).orElse(Map.of());
        return storage.isPresent() && problems.size() == before
                ? Optional.of(new DepotName(name, storage.get(), recipients, keep))
                : Optional.empty();
    }

    /** Whoever wants backups that everybody can read has to say so. */
    private List<Phrase> recipients(Phrase name, FrontFields fields) {
        Optional<Yaml> value = fields.get("recipients");
        if (value.isEmpty()) {
            if (!fields.misspells("recipients")) {
                problems.add(new Problem(
                        name.span(),
                        "'recipients' is missing in the store '" + name + "'",
                        "Write recipients: [age1…], the public keys that can open its backups, or recipients: none"
                                + " for backups that whoever finds them can read."));
            }
            return List.of();
        }
        if (value.get() instanceof Yaml.Scalar scalar && scalar.text().equals("none")) {
            return List.of();
        }
        List<Phrase> all = fields.texts("recipients", "a recipient");
        for (Phrase each : all) {
            AgeRecipient.wrong(each.text())
                    .ifPresent(says -> problems.add(new Problem(
                            each.span(), says, "Copy the line that begins with age1 from what age-keygen wrote.")));
        }
        return all;
    }

    private Map<String, Integer> keep(Yaml value) {
        if (!(value instanceof Yaml.Mapping mapping) || mapping.entries().isEmpty()) {
            problems.add(
                    new Problem(
                            value.span(),
                            "'keep' must be a mapping that keeps something",
                            "Write keep: {last: 7, daily: 14, weekly: 8, monthly: 12}, or leave it out: then nothing is deleted."));
            return Map.of();
        }
        FrontFields fields = FrontFields.open(mapping, "'keep'", TIMES, problems);
        Map<String, Integer> keep = new LinkedHashMap<>();
        TIMES.forEach(time -> fields.count(time, MOST).ifPresent(count -> keep.put(time, count)));
        return keep;
    }
}
