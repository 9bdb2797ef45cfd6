package dev.slipway.cli;

import dev.slipway.backup.Backup;
import dev.slipway.backup.BackupData;
import dev.slipway.backup.Keep;
import dev.slipway.backup.Proof;
import dev.slipway.backup.Retention;
import dev.slipway.base.Nearest;
import dev.slipway.base.Secret;
import dev.slipway.cli.Office.KnownDepot;
import dev.slipway.hands.Patience;
import dev.slipway.parameters.Size;
import dev.slipway.report.Table;
import dev.slipway.vault.Damage;
import dev.slipway.vault.Opened;
import dev.slipway.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "backups",
        description = {
            "The backups that runs have made.",
            "  list           all of them, the newest last (what is done without a word)",
            "  show NAME      all that is known of one, and the command that restores it without Slipway",
            "  verify [NAME]  reads it again, or all: every byte of it, and with --identity what is inside",
            "  prune          deletes what the store's 'keep' lets go; --dry says what and why"
        })
final class BackupsCommand implements Callable<Integer> {
    private static final DateTimeFormatter MADE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    /** What is younger may belong to a backup that is being made. */
    private static final Duration STRAY = Duration.ofDays(1);

    private static final Map<String, Set<String>> READS = Map.of(
            "list", Set.of("--store", "--json"),
            "show", Set.of("NAME", "--store"),
            "verify", Set.of("NAME", "--store", "--identity"),
            "prune", Set.of("--store", "--dry"));

    private final Around around;

    @Mixin
    StateOption state = new StateOption();

    @Parameters(index = "0", arity = "0..1", paramLabel = "list|show|verify|prune", description = "what to do")
    String what = "list";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description = "one backup, or the beginning of its name")
    @Nullable
    String name;

    @Option(
            names = "--store",
            paramLabel = "FOLDER",
            description = "a store by its folder, also without a record of runs")
    @Nullable
    Path folder;

    @Option(names = "--identity", paramLabel = "FILE", description = "a private key of age, as age-keygen writes it")
    @Nullable
    Path identity;

    @Option(names = "--dry", description = "prune: only say what would go")
    boolean dry;

    @Option(names = "--json", description = "list: one JSON object a line, as the catalogue has it")
    boolean json;

    BackupsCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try {
            refuseUnread();
            return switch (what) {
                case "list" -> list();
                case "show" -> show();
                case "verify" -> verify();
                case "prune" -> prune();
                default ->
                    throw StoppedException.usage(
                            "backups can list, show, verify or prune, not '" + what + "'",
                            Nearest.didYouMean(what, List.of("list", "show", "verify", "prune")));
            };
        } catch (IOException e) {
            throw new StoppedException(ExitStatus.FAILED, String.valueOf(e.getMessage()), "");
        }
    }

    /** What would have no meaning was meant to have one: {@code prune b0007} must not prune the others. */
    private void refuseUnread() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("NAME", name != null);
        given.put("--store", folder != null);
        given.put("--identity", identity != null);
        given.put("--dry", dry);
        given.put("--json", json);
        Set<String> read = READS.getOrDefault(what, given.keySet());
        for (Map.Entry<String, Boolean> each : given.entrySet()) {
            if (each.getValue() && !read.contains(each.getKey())) {
                throw StoppedException.usage(
                        "backups " + what + " takes no " + (each.getKey().equals("NAME") ? "name" : each.getKey()),
                        "See: slipway backups --help");
            }
        }
    }

    private List<KnownDepot> depots() {
        if (folder != null) {
            Path whole = around.directory().resolve(folder);
            if (!Files.isDirectory(whole)) {
                throw StoppedException.usage("there is no folder " + whole, "");
            }
            return List.of(new KnownDepot(folder.toString(), around.office().folder(whole), Map.of()));
        }
        List<KnownDepot> known = around.office().depots(state.above(around));
        if (known.isEmpty()) {
            throw StoppedException.usage(
                    "no run has used a store yet",
                    "Declare one below 'stores' and back up, or name a folder: --store FOLDER");
        }
        return known;
    }

    private Integer list() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("BACKUP", "STORE", "OF", "MADE", "SIZE", "PROVEN"));
        List<String> notes = new ArrayList<>();
        for (KnownDepot depot : depots()) {
            Vault.Catalogue catalogue = new Vault(depot.blobs()).catalogue();
            for (Backup backup : catalogue.backups()) {
                if (json) {
                    around.out().println(BackupData.write(backup).json());
                }
                rows.add(row(depot, backup, catalogue));
            }
            notes.addAll(catalogue.unreadable());
            catalogue.stray().forEach(blob -> notes.add(blob.name() + " has no entry, and does not count"));
        }
        if (json) {
            return ExitStatus.SUCCEEDED;
        }
        if (rows.size() == 1) {
            around.out().println("There are no backups yet.");
        } else {
            Table.lines(rows, around.terminal().columns()).forEach(around.out()::println);
        }
        notes.forEach(around.out()::println);
        return ExitStatus.SUCCEEDED;
    }

    private List<String> row(KnownDepot depot, Backup backup, Vault.Catalogue catalogue) {
        return List.of(
                backup.name().toString(),
                depot.name(),
                backup.what().subject(),
                MADE.format(backup.made().at().atZone(around.zone())),
                new Size.Bytes(backup.sealed().bytes()).toString(),
                catalogue.missing().contains(backup) ? "its blob is gone" : proven(backup));
    }

    private static String proven(Backup backup) {
        return switch (backup.proof().orElse(null)) {
            case null -> "not yet";
            case Proof.Proved proved ->
                backup.proven()
                        ? proved.how().word()
                        : "only by " + proved.how().word();
            case Proof.Disproved _ -> "failed";
        };
    }

    private record Found(KnownDepot depot, Backup backup) {}

    private List<Found> found() throws IOException {
        List<Found> all = new ArrayList<>();
        for (KnownDepot depot : depots()) {
            new Vault(depot.blobs()).catalogue().backups().forEach(backup -> all.add(new Found(depot, backup)));
        }
        if (name == null) {
            return all;
        }
        List<Found> meant = all.stream()
                .filter(each -> each.backup().name().toString().startsWith(name))
                .toList();
        if (meant.size() != 1) {
            List<String> names =
                    all.stream().map(each -> each.backup().name().toString()).toList();
            throw StoppedException.usage(
                    meant.isEmpty()
                            ? "there is no backup '" + name + "'"
                            : meant.size() + " backups begin with '" + name + "'",
                    meant.isEmpty() ? (Nearest.didYouMean(name, names) + " All: slipway backups").strip() : "");
        }
        return meant;
    }

    private Integer show() throws IOException {
        if (name == null) {
            throw StoppedException.usage("which backup is not said", "Such as: slipway backups show b0001");
        }
        Found one = found().getFirst();
        Backup backup = one.backup();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(
                "Of",
                backup.what().original()
                        + (backup.what().version().isEmpty()
                                ? ""
                                : ", version " + backup.what().version()));
        backup.what().revision().ifPresent(revision -> lines.put("Revision", revision));
        lines.put(
                "Made",
                MADE.format(backup.made().at().atZone(around.zone())) + " by "
                        + backup.made().by() + " in "
                        + Patience.said(backup.made().took()));
        lines.put(
                "Size",
                new Size.Bytes(backup.sealed().bytes()) + " of "
                        + new Size.Bytes(backup.what().bytes()) + ", "
                        + backup.sealed().format());
        lines.put("SHA-256", backup.sealed().sha256().hex());
        lines.put("Proof", proof(backup));
        lines.put("Where", one.depot().blobs().where() + "/" + backup.sealed().blob());
        lines.put("Restore", backup.restore());
        around.out().println(backup.name());
        lines.forEach((key, value) -> around.out().printf("  %-9s %s%n", key, value));
        if (!backup.sealed().recipients().isEmpty()) {
            around.out().println("  Opened by the private key of any of:");
            backup.sealed().recipients().forEach(recipient -> around.out().println("    " + recipient));
        }
        return ExitStatus.SUCCEEDED;
    }

    private String proof(Backup backup) {
        return switch (backup.proof().orElse(null)) {
            case null -> "none; it was to be proved by " + backup.asked().word();
            case Proof.Proved(var how, Instant at, Duration took, String says) ->
                "by " + how.word() + " at " + MADE.format(at.atZone(around.zone())) + " in " + Patience.said(took)
                        + ": " + says;
            case Proof.Disproved(var how, Instant at, String why) ->
                "failed by " + how.word() + " at " + MADE.format(at.atZone(around.zone())) + ": " + why;
        };
    }

    private List<Secret> keys() {
        if (identity == null) {
            return List.of();
        }
        try {
            return List.of(new Secret(
                    identity.toString(), Files.readString(around.directory().resolve(identity))));
        } catch (IOException _) {
            throw StoppedException.usage(
                    "there is no key to be read in " + identity, "A key is a file as age-keygen writes it.");
        }
    }

    private Integer verify() throws IOException {
        List<Secret> keys = keys();
        int bad = 0;
        for (Found each : found()) {
            Vault vault = new Vault(each.depot().blobs());
            boolean inside =
                    !keys.isEmpty() || each.backup().sealed().recipients().isEmpty();
            try {
                if (inside) {
                    try (Opened opened = vault.open(each.backup(), keys)) {
                        opened.verify();
                    }
                } else {
                    vault.compare(each.backup());
                }
                around.out()
                        .println("✓ " + each.backup().name() + "  "
                                + (inside
                                        ? "every byte, and all that is inside"
                                        : "every byte; --identity looks inside"));
            } catch (IOException e) {
                bad++;
                around.out().println("✗ " + each.backup().name() + "  " + e.getMessage());
                disprove(vault, each.backup());
            }
        }
        return bad == 0 ? ExitStatus.SUCCEEDED : ExitStatus.FAILED;
    }

    /** Only what its bytes say: a key that does not fit, or a store that cannot be read now, says nothing about the backup. */
    private void disprove(Vault vault, Backup backup) throws IOException {
        try {
            vault.compare(backup);
        } catch (Damage damage) {
            vault.proved(
                    backup,
                    new Proof.Disproved(backup.asked(), around.clock().instant(), String.valueOf(damage.getMessage())));
        } catch (IOException _) {
            // What made the first reading fail has been said.
        }
    }

    private Integer prune() throws IOException {
        if (folder != null) {
            throw StoppedException.usage(
                    "a folder alone does not say what is kept, nor which runs go on",
                    "Prune where the record of runs is.");
        }
        Map<Boolean, Set<String>> ended =
                around.office().desk(state.above(around), around.directory()).runs(Integer.MAX_VALUE).stream()
                        .collect(Collectors.partitioningBy(
                                run -> run.ended().isPresent(),
                                Collectors.mapping(run -> run.id().value(), Collectors.toSet())));
        Set<String> open = ended.getOrDefault(false, Set.of());
        for (KnownDepot depot : depots()) {
            Vault vault = new Vault(depot.blobs());
            Optional<Keep> keep = keep(depot);
            if (keep.isEmpty()) {
                around.out().println(depot.name() + " declares no 'keep': nothing goes.");
                continue;
            }
            Vault.Catalogue catalogue = vault.catalogue();
            Retention.Ruling ruling = new Retention(keep.get(), open, ended.getOrDefault(true, Set.of()))
                    .of(catalogue.whole(), around.clock().instant());
            ruling.held().forEach(around.out()::println);
            for (Retention.Fate fate : ruling.fates()) {
                if (dry || fate.goes()) {
                    around.out()
                            .println((fate.goes() ? "- " : "  ") + fate.backup().name() + "  "
                                    + fate.backup().what().subject() + "  " + fate.why());
                }
                if (fate.goes() && !dry) {
                    vault.delete(fate.backup());
                }
            }
            strays(vault, catalogue);
        }
        return ExitStatus.SUCCEEDED;
    }

    private void strays(Vault vault, Vault.Catalogue catalogue) throws IOException {
        Instant young = around.clock().instant().minus(STRAY);
        for (var blob : catalogue.stray()) {
            if (blob.at().isBefore(young)) {
                around.out().println("- " + blob.name() + "  left by a backup that was cut off");
                if (!dry) {
                    vault.blobs().delete(blob.name());
                }
            }
        }
        if (!dry) {
            vault.blobs().sweep();
        }
    }

    private static Optional<Keep> keep(KnownDepot depot) {
        Map<String, Integer> keep = depot.keep();
        return keep.isEmpty()
                ? Optional.empty()
                : Optional.of(new Keep(
                        keep.getOrDefault("last", 0),
                        keep.getOrDefault("daily", 0),
                        keep.getOrDefault("weekly", 0),
                        keep.getOrDefault("monthly", 0)));
    }
}
