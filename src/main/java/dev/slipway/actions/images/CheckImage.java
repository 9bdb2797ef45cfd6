package dev.slipway.actions.images;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Size;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code check.image}: the image that is to run is there, and is that one. */
public final class CheckImage implements Action<CheckImage.Wanted> {

    public record Wanted(
            @Doc("The image, such as shop-backend:v1.2.3") String image,

            @Doc("What it must be, by the id of the image or the digest of a registry: sha256:…")
            Optional<String> digest,

            @Doc("Such as arm64; without it the engine's own")
            Optional<String> architecture,

            @Doc("What it may weigh at most, layers that it shares included")
            Optional<Size> atMost,

            @Doc("Labels that it must have, such as org.opencontainers.image.revision") @Standard("")
            Map<String, String> labels) {
        public Wanted {
            labels = Map.copyOf(labels);
            if (!image.matches("[a-zA-Z0-9][^\\s\\p{Cntrl}]*")) {
                throw new IllegalArgumentException("'image' is a name such as shop-backend:v1.2.3");
            }
            digest.filter(text -> !text.matches("sha256:[0-9a-f]{64}")).ifPresent(_ -> {
                throw new IllegalArgumentException("'digest' is sha256: and 64 digits of 0-9a-f");
            });
            atMost.filter(Size.Share.class::isInstance).ifPresent(_ -> {
                throw new IllegalArgumentException("'at-most' is a size such as 500MB, not a share");
            });
        }
    }

    @Override
    public String name() {
        return "check.image";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "an image is there, and is the right one";
    }

    @Override
    public String doc() {
        return "Asks the engine of Docker at the step's place, and no registry: nothing is pulled. Its outputs are id, digest"
                + " (of a registry, empty for what was built here) and bytes. The id names this very image for ever, and a"
                + " tag does not.";
    }

    @Override
    public String example() {
        return "check.image: {image: 'shop-backend:${inputs.version}', at-most: 500MB}";
    }

    @Override
    public Parameters<Wanted> parameters() {
        return RecordParameters.of(Wanted.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(shown.text("image", "?") + " is there" + shown.phrase(", at most ", "at-most"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Wanted wanted, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Engine engine = Engine.at(site);
            Image image = engine.image(wanted.image())
                    .orElseThrow(() -> new Refusal("there is no image " + wanted.image() + " at "
                            + site.place().name() + ": build, load or pull it first"));
            String architecture =
                    wanted.architecture().isPresent() ? wanted.architecture().get() : engine.architecture();
            check(wanted, image, architecture);
            Map<String, Data> outputs = new LinkedHashMap<>();
            outputs.put("id", Data.of(image.id()));
            outputs.put(
                    "digest",
                    Data.of(image.digests().isEmpty() ? "" : image.digests().getFirst()));
            outputs.put("bytes", Data.of(image.bytes()));
            return new Outcome.Succeeded(
                    image.brief() + ", " + new Size.Bytes(image.bytes()) + ", " + image.architecture(), outputs);
        });
    }

    private static void check(Wanted wanted, Image image, String architecture) throws Refusal {
        if (wanted.digest().isPresent() && !image.isCalled(wanted.digest().get())) {
            throw new Refusal(wanted.image() + " is " + image.id() + ", where "
                    + wanted.digest().get() + " is wanted");
        }
        if (!image.architecture().equals(architecture)) {
            throw new Refusal(
                    wanted.image() + " is made for " + image.architecture() + ", where " + architecture + " is wanted");
        }
        if (wanted.atMost().isPresent()
                && wanted.atMost().get() instanceof Size.Bytes(long bytes)
                && image.bytes() > bytes) {
            throw new Refusal(wanted.image() + " weighs " + new Size.Bytes(image.bytes()) + ", where "
                    + wanted.atMost().get() + " is the limit");
        }
        for (Map.Entry<String, String> label : wanted.labels().entrySet()) {
            Data found = image.labels().get(label.getKey());
            if (found == null || !found.plain().equals(label.getValue())) {
                throw new Refusal("the label " + label.getKey() + " of " + wanted.image() + " is "
                        + (found == null ? "not there" : "'" + found.plain() + "'") + ", where '" + label.getValue()
                        + "' is wanted");
            }
        }
    }
}
