package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands below {@code slipway:}, joined with what {@code slipway.yaml} shares. {@code span} is the key
 * {@code slipway} itself (or the first line, where there is none). {@code title} is the document's own; {@code kept} holds
 * {@code metrics notify schedules flags} as they were written, for the floors that read them.
 */
public record FrontMatter(
        Span span,
        Optional<Phrase> service,
        List<Environment> environments,
        List<PlaceName> places,
        List<Input> inputs,
        List<Variable> env,
        List<Procedure> procedures,
        List<Role> roles,
        List<TrafficName> traffic,
        List<DepotName> depots,
        Optional<Phrase> title,
        Map<String, Yaml> kept) {

    public FrontMatter(
            Span span,
            Optional<Phrase> service,
            List<Environment> environments,
            List<PlaceName> places,
            List<Input> inputs,
            List<Variable> env,
            List<Procedure> procedures,
            List<Role> roles) {
        this(
                span,
                service,
                environments,
                places,
                inputs,
                env,
                procedures,
                roles,
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of());
    }

    public FrontMatter {
        environments = List.copyOf(environments);
        places = List.copyOf(places);
        inputs = List.copyOf(inputs);
        env = List.copyOf(env);
        procedures = List.copyOf(procedures);
        roles = List.copyOf(roles);
        traffic = List.copyOf(traffic);
        depots = List.copyOf(depots);
        kept = Map.copyOf(kept);
    }

    /** Where a procedure is carried out: staging, production. {@code places} and {@code traffic} go before the runbook's of the same name. */
    public record Environment(
            Phrase name,
            Optional<Phrase> place,
            Optional<Phrase> dotenv,
            List<PlaceName> places,
            List<TrafficName> traffic) {}

    /** A place by its name; what kind of place it is, is for the floors above. */
    public record PlaceName(Phrase name, Yaml spec) {}

    /**
     * A proxy in front of what is released, by its name.
     *
     * @param driver its first key, which says what kind of proxy it is
     * @param settings every key with its value, the first one's too
     */
    public record TrafficName(Phrase name, Phrase driver, Map<String, Phrase> settings) {
        public TrafficName {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }
    }

    /**
     * A store of backups, by its name. In types it is a depot: 'store' stays free for what people write.
     *
     * @param recipients public keys; empty where backups are not encrypted
     * @param keep counts by {@code last daily weekly monthly}; empty: all are kept
     */
    public record DepotName(Phrase name, Storage storage, List<Phrase> recipients, Map<String, Integer> keep) {
        public DepotName {
            recipients = List.copyOf(recipients);
            keep = Map.copyOf(keep);
        }
    }

    /** Told by a person, recorded, part of the digest. {@code late}: asked at first use. */
    public record Input(
            Phrase name,
            String description,
            InputType type,
            Optional<Phrase> pattern,
            List<Phrase> oneOf,
            Optional<Yaml> standard,
            boolean late) {}

    public enum InputType {
        TEXT,
        BOOLEAN,
        NUMBER
    }

    /**
     * Found, not told; checked before the first step. {@code from} is the author's word: {@code env}, {@code dotenv},
     * {@code file: PATH}, {@code command: …}, {@code systemd: NAME}; empty means dotenv where the environment has one, else env.
     * {@code secret} empty means that the name and the origin decide.
     */
    public record Variable(
            Phrase name,
            Optional<Phrase> from,
            Optional<Boolean> secret,
            Optional<Integer> minLength,
            Optional<Phrase> pattern,
            Optional<Phrase> url,
            List<Phrase> oneOf,
            Optional<Yaml> standard,
            boolean optional) {}

    public record Role(Phrase name, List<Phrase> members) {}

    /** {@code before}, {@code run} and {@code after} name sections by anchor or id. */
    public record Procedure(
            Phrase name,
            List<Phrase> before,
            List<Phrase> run,
            List<Phrase> after,
            OnFailure onFailure,
            boolean lock,
            List<InputDefault> inputs) {}

    /** A procedure's own default for an input; text may hold {@code ${…}}. */
    public record InputDefault(Phrase name, Optional<Yaml> standard, InputType type) {}

    public sealed interface OnFailure {
        record Undo() implements OnFailure {}

        record Pause() implements OnFailure {}

        record GoOn() implements OnFailure {}

        record Perform(Phrase procedure) implements OnFailure {}
    }
}
