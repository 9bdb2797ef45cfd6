package dev.slipway.actions.images;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Place;
import dev.slipway.hands.Program;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Size;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code images.prune}: old images of named repositories go, and those that a way back needs stay. */
public final class ImagesPrune implements Action<ImagesPrune.Rules> {

    public record Rules(
            @Doc("The repositories whose tags may go, such as shop-backend; no other is touched")
            List<String> repositories,

            @Doc("How many of the newest images of each repository stay") @Standard("3")
            int newest,

            @Doc(
                    "Images that stay besides, by tag, id or digest: what an undo may need, such as ${previous.release.steps.image.id}")
            @Standard("")
            List<String> keep,

            @Doc("Only images that were made so long ago go") @Standard("24h")
            Duration olderThan,

            @Doc("Whether images of no name at all, which builds leave, go too when they are that old")
            @Standard("false")
            boolean untagged) {
        public Rules {
            repositories = List.copyOf(repositories);
            keep = keep.stream().filter(name -> !name.isBlank()).toList();
            if (repositories.isEmpty()) {
                throw new IllegalArgumentException("'repositories' is empty");
            }
            repositories.stream()
                    .filter(name -> !Image.repository(name).equals(name) || name.isBlank())
                    .forEach(name -> {
                        throw new IllegalArgumentException(
                                "'" + name + "' is not the name of a repository: no tag stands behind it");
                    });
            if (newest < 1) {
                throw new IllegalArgumentException("'newest' is at least 1: what runs now must be able to start again");
            }
        }
    }

    @Override
    public String name() {
        return "images.prune";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "old images go, and what a way back needs stays";
    }

    @Override
    public String doc() {
        return "Takes tags of the named repositories away, and with its last tag an image goes; nothing is forced. What stays:"
                + " images of any container, also a stopped one; the newest of each repository; what 'keep' names; what is"
                + " younger than 'older-than', or has no time of its own, as of repeatable builds. Volumes, containers, networks and the cache of builds are never touched."
                + " It does not know by itself which images earlier runs recorded: name those that an undo may need in"
                + " 'keep', as outputs of check.image, or let 'newest' reach far enough back.";
    }

    @Override
    public String example() {
        return "images.prune: {repositories: [shop-backend, shop-gateway], newest: 3}";
    }

    @Override
    public Parameters<Rules> parameters() {
        return RecordParameters.of(Rules.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line("all but the newest " + shown.text("newest", "3") + " of "
                + String.join(", ", shown.texts("repositories")));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Rules rules, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Engine engine = Engine.at(site);
            Instant now = site.now();
            Pruning pruning = Pruning.of(rules, engine.images(), engine.used(), now);
            pruning.kept().forEach(site::say);
            if (pruning.going().isEmpty()) {
                return succeeded(0, 0, 0);
            }
            pruning.going()
                    .forEach((name, image) -> site.say(
                            "goes: " + name + ", made " + image.created() + ", " + new Size.Bytes(image.bytes())));
            site.say("frees at most " + new Size.Bytes(pruning.bytes()) + ": layers that other images share stay");
            int gone = 0;
            int refused = 0;
            for (String name : pruning.going().keySet()) {
                Place.Ran.Ended ended = engine.docker().ended(List.of("image", "rm", "--", name));
                boolean missing = ended.stderr().contains("No such image");
                gone += ended.status() == 0 ? 1 : 0;
                refused += ended.status() == 0 || missing ? 0 : 1;
                if (ended.status() != 0 && !missing) {
                    site.say(name + " stays: " + Program.complaint(ended));
                }
            }
            return succeeded(gone, refused, pruning.bytes());
        });
    }

    private static Outcome succeeded(int gone, int refused, long bytes) {
        Map<String, Data> outputs = new LinkedHashMap<>();
        outputs.put("removed", Data.of(gone));
        outputs.put("refused", Data.of(refused));
        String removed = gone == 0
                ? "nothing was to go"
                : gone + (gone == 1 ? " name" : " names") + " taken away, at most " + new Size.Bytes(bytes) + " free";
        return new Outcome.Succeeded(
                refused == 0 ? removed : removed + "; " + refused + " stay because somebody uses them", outputs);
    }
}
