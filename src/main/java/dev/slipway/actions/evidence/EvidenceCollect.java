package dev.slipway.actions.evidence;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.hands.Action;
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
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code evidence.collect}: what a system shows of itself, into the record, before anything is restarted. */
public final class EvidenceCollect implements Action<EvidenceCollect.Wanted> {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String NAME = "evidence.txt.zst";

    public record Wanted(
            @Doc(
                    "A project of Docker Compose: of each of its containers, also stopped ones, what it is, its logs and use")
            Optional<String> project,

            @Doc("Further containers, by name or id") @Standard("")
            List<String> containers,

            @Doc("How far back logs and events go") @Standard("1h")
            Duration since,

            @Doc("Files, their ends where they are long") @Standard("")
            List<String> files,

            @Doc("Commands that only look, as sh reads them, such as df -h") @Standard("")
            List<String> commands,

            @Doc("What is kept at most of each part") @Standard("20MB")
            Size each) {
        public Wanted {
            containers = List.copyOf(containers);
            files = List.copyOf(files);
            commands = List.copyOf(commands);
            if (project.isEmpty() && containers.isEmpty() && files.isEmpty() && commands.isEmpty()) {
                throw new IllegalArgumentException("one of project, containers, files, commands is needed");
            }
            if (!(each instanceof Size.Bytes(long bytes)) || bytes < 1) {
                throw new IllegalArgumentException("'each' is a size such as 20MB");
            }
        }

        long bytes() {
            return each instanceof Size.Bytes(long bytes) ? bytes : 0;
        }
    }

    @Override
    public String name() {
        return "evidence.collect";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "what a system shows, kept before anything is restarted";
    }

    @Override
    public String doc() {
        return "One text of all parts, each below a headline, compressed: zstd -dc FILE. It lies with the outputs of the run,"
                + " and its outputs are file, sha256 and parts. Declared secrets are masked in it; other secrets that"
                + " programs write into their logs or their environment are not, so that only its owner may read it. What"
                + " cannot be had is noted, and does not keep the rest from being collected. Changes nothing.";
    }

    @Override
    public String example() {
        return "evidence.collect: {project: shop, files: [/var/log/nginx/error.log], commands: [df -h, free -m]}";
    }

    @Override
    public Parameters<Wanted> parameters() {
        return RecordParameters.of(Wanted.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        List<String> parts = new ArrayList<>();
        shown.text("project").ifPresent(project -> parts.add("project " + project));
        parts.addAll(shown.texts("containers"));
        parts.addAll(shown.texts("files"));
        int commands = shown.texts("commands").size();
        if (commands > 0) {
            parts.add(commands + (commands == 1 ? " command" : " commands"));
        }
        return Preview.line(parts.isEmpty() ? "?" : String.join(", ", parts));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Wanted wanted, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            try (Dossier dossier = Dossier.begin(site, NAME, wanted.bytes())) {
                collect(wanted, site, dossier);
                if (dossier.good() == 0) {
                    throw new Refusal("nothing could be collected: what each part says is in the output");
                }
                Digest digest = dossier.finish();
                site.note("Evidence of " + site.now() + ": " + dossier.file() + ", SHA-256 " + digest);
                return succeeded(dossier, digest);
            }
        });
    }

    private static void collect(Wanted wanted, Site site, Dossier dossier) throws IOException, InterruptedException {
        Instant since = site.now().minus(wanted.since());
        for (String command : wanted.commands()) {
            dossier.add("command: " + command, "sh", "-c", command);
        }
        List<String> containers = new ArrayList<>(wanted.containers());
        if (wanted.project().isPresent()) {
            containers.addAll(ofProject(wanted.project().get(), site));
            dossier.add(
                    "events of the project " + wanted.project().get(),
                    "docker",
                    "events",
                    "--format",
                    "{{json .}}",
                    "--since",
                    since.toString(),
                    "--until",
                    site.now().toString(),
                    "--filter",
                    "label=com.docker.compose.project=" + wanted.project().get());
        }
        for (String container : containers) {
            dossier.add("inspect " + container, "docker", "container", "inspect", "--", container);
            dossier.add(
                    "logs " + container,
                    "sh",
                    "-c",
                    "exec docker container logs --timestamps --since \"$1\" -- \"$2\" 2>&1",
                    "slipway",
                    since.toString(),
                    container);
            dossier.add(
                    "stats " + container,
                    "docker",
                    "container",
                    "stats",
                    "--no-stream",
                    "--format",
                    "{{json .}}",
                    container);
            dossier.add("processes " + container, "docker", "container", "top", container);
        }
        for (String file : wanted.files()) {
            dossier.add("file " + file, "tail", "-c", String.valueOf(wanted.bytes()), "--", file);
        }
    }

    private static List<String> ofProject(String project, Site site) throws InterruptedException {
        try {
            List<String> names = new Program(site, DEADLINE, "docker")
                    .said(
                            "container",
                            "ls",
                            "--all",
                            "--format",
                            "{{.Names}}",
                            "--filter",
                            "label=com.docker.compose.project=" + project)
                    .lines()
                    .sorted()
                    .toList();
            if (names.isEmpty()) {
                site.say("the project " + project + " has no container here");
            }
            return names;
        } catch (Refusal refusal) {
            site.say("the containers of " + project + " cannot be told: " + refusal.why());
            return List.of();
        }
    }

    private static Outcome succeeded(Dossier dossier, Digest digest) {
        Map<String, Data> outputs = new LinkedHashMap<>();
        outputs.put("file", Data.of(dossier.file()));
        outputs.put("sha256", Data.of(digest.hex()));
        outputs.put("parts", Data.of(dossier.good()));
        String missing = dossier.failed() == 0 ? "" : ", " + dossier.failed() + " not whole";
        return new Outcome.Succeeded(dossier.good() + " parts" + missing + " in " + dossier.file(), outputs);
    }
}
