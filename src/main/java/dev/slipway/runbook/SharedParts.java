package dev.slipway.runbook;

import dev.slipway.base.Nearest;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code slipway.yaml}: parts that several runbooks share, joined with those of one runbook. No name may stand in both. */
final class SharedParts {
    static final List<String> KEYS =
            List.of("places", "traffic", "stores", "roles", "metrics", "notify", "schedules", "flags");

    private final Yaml.Mapping shared;
    private final List<Problem> problems;

    private SharedParts(Yaml.Mapping shared, List<Problem> problems) {
        this.shared = shared;
        this.problems = problems;
    }

    static SharedParts none(List<Problem> problems) {
        return new SharedParts(new Yaml.Mapping(List.of(), Span.point("-", 1, 1)), problems);
    }

    static SharedParts read(Source slipwayYaml, List<Problem> problems) {
        Optional<Yaml> whole = YamlReader.read(slipwayYaml.file(), slipwayYaml.text(), 1, 1, problems);
        if (whole.isEmpty()) {
            return none(problems);
        }
        if (!(whole.get() instanceof Yaml.Mapping mapping)) {
            problems.add(new Problem(
                    whole.get().span(),
                    "this file must be a mapping, not " + FrontFields.kind(whole.get()),
                    "Its keys: " + String.join(", ", KEYS) + "."));
            return none(problems);
        }
        mapping.entries().forEach(entry -> refuseUnknown(entry.key(), problems));
        mapping.get("version").ifPresent(version -> FrontVersion.check(version, problems));
        return new SharedParts(mapping, problems);
    }

    private static void refuseUnknown(Yaml.Scalar key, List<Problem> problems) {
        String name = key.text();
        if (KEYS.contains(name) || name.equals("version")) {
            return;
        }
        String help = switch (name) {
            case "slipway" -> "This file is Slipway's own: write what stands below it without it.";
            case "service", "environments", "inputs", "env", "procedures" ->
                "It belongs in the front matter of a runbook.";
            default -> Nearest.help("Its keys", name, KEYS);
        };
        problems.add(new Problem(
                key.span(),
                "'" + YamlMistakes.brief(name) + "' is not a key of "
                        + key.span().file(),
                help));
    }

    /** What the runbook and the shared file say below this key, as one value. */
    Optional<Yaml> join(String key, Yaml.Mapping slipway) {
        Optional<Yaml> own = slipway.get(key);
        Optional<Yaml> other = shared.get(key);
        if (own.isEmpty() || other.isEmpty()) {
            return own.or(() -> other);
        }
        if (!(own.get() instanceof Yaml.Mapping mine) || !(other.get() instanceof Yaml.Mapping theirs)) {
            refuse(own.get(), key, other.get());
            return own;
        }
        List<Yaml.Entry> all = new ArrayList<>(mine.entries());
        for (Yaml.Entry entry : theirs.entries()) {
            Optional<Yaml.Entry> twice = mine.entries().stream()
                    .filter(each -> each.key().text().equals(entry.key().text()))
                    .findFirst();
            twice.ifPresent(first -> refuse(first.key(), key + "." + first.key().text(), entry.key()));
            if (twice.isEmpty()) {
                all.add(entry);
            }
        }
        return Optional.of(new Yaml.Mapping(all, mine.span()));
    }

    private void refuse(Yaml here, String key, Yaml there) {
        problems.add(
                new Problem(here.span(), "'" + key + "' stands here and in " + there.span(), "Keep one of the two."));
    }
}
