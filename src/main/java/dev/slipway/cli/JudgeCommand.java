package dev.slipway.cli;

import dev.slipway.base.Data;
import dev.slipway.hands.Place;
import dev.slipway.judge.Arms;
import dev.slipway.judge.Batch;
import dev.slipway.judge.Grid;
import dev.slipway.judge.Judge;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Replay;
import dev.slipway.judge.Replay.Answer;
import dev.slipway.judge.Retrial;
import dev.slipway.judge.Rules;
import dev.slipway.judge.Said;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Verdict;
import dev.slipway.operations.Json;
import dev.slipway.operations.PollJson;
import dev.slipway.report.Table;
import dev.slipway.report.VerdictText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "judge",
        description = {
            "Plays counts of a candidate and its baseline again: when would Slipway have stopped?",
            "COUNTS is CSV with the columns nc,xc,nb,xb (requests and bad ones of the candidate, then of the baseline),"
                    + " a row a poll; a line 'start' opens a further start. Or a line of JSON a poll, with times:"
                    + " see docs/judge.md.",
            "With --prometheus the counts of a release are asked of a server that still has them."
        })
final class JudgeCommand implements Callable<Integer> {
    private static final Pattern ROW = Pattern.compile("\\d{1,15}(\\s*,\\s*\\d{1,15}){3}");
    private static final int FEW = 30;

    private final Around around;

    @Parameters(index = "0", arity = "0..1", paramLabel = "COUNTS", description = "the file")
    @Nullable
    Path counts;

    @Mixin
    PastOptions past = new PastOptions();

    @Mixin
    JudgeOptions options = new JudgeOptions();

    @Option(names = "--json", description = "one JSON object a row")
    boolean json;

    @Option(names = "--explain", description = "with the figures that the verdict rests on")
    boolean explain;

    JudgeCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            if ((counts == null) != past.isAsked()) {
                throw new IllegalArgumentException("give either a file of counts, or '--prometheus URL'");
            }
            past.check();
            if (json) {
                options.refuse("each line of '--json' is a verdict already", "--explain");
            }
            if (past.isAsked()) {
                options.refuse("a release is judged as in a runbook", "--start", "--prior");
                return past();
            }
            List<String> lines = read();
            boolean polls = lines.stream()
                    .filter(line -> !isEmpty(line))
                    .findFirst()
                    .filter(line -> line.startsWith("{"))
                    .isPresent();
            if (polls) {
                options.refuse(
                        "polls say when they were made, and are judged as in a runbook",
                        "--start",
                        "--prior",
                        "--every");
                return judge(lines);
            }
            options.refuse("rows of counts have no times", "--warm-up");
            return replay(lines);
        } catch (IllegalArgumentException bad) {
            throw StoppedException.usage(String.valueOf(bad.getMessage()), "See: slipway judge --help");
        }
    }

    private List<String> read() {
        try {
            return Files.readAllLines(around.directory().resolve(file())).stream()
                    .map(String::strip)
                    .toList();
        } catch (NoSuchFileException _) {
            throw StoppedException.usage("there is no file " + file(), "");
        } catch (CharacterCodingException _) {
            throw StoppedException.usage(file() + " is not text", "");
        } catch (IOException e) {
            throw StoppedException.usage(file() + " cannot be read: " + e.getMessage(), "");
        }
    }

    private Path file() {
        return Optional.ofNullable(counts).orElse(Path.of(""));
    }

    private static boolean isEmpty(String line) {
        return line.isEmpty() || line.startsWith("#");
    }

    private int replay(List<String> lines) {
        Replay replay = new Replay(options.replay());
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            if (line.equals("start")) {
                replay.openStart();
            } else if (!isEmpty(line) && !line.replaceAll("\\s", "").equals("nc,xc,nb,xb")) {
                Answer answer = replay.see(batch(line, number));
                if (json) {
                    around.out().println(data(answer).json());
                }
            }
        }
        if (!json) {
            print(replay);
        }
        return ExitStatus.SUCCEEDED;
    }

    private Batch batch(String line, int number) {
        if (!ROW.matcher(line).matches()) {
            throw at(number, "'" + line + "' is not a row: it has four whole numbers, nc,xc,nb,xb, or says 'start'");
        }
        List<Long> row = Pattern.compile("\\s*,\\s*")
                .splitAsStream(line)
                .map(Long::valueOf)
                .toList();
        if (row.get(1) > row.get(0) || row.get(3) > row.get(2)) {
            throw at(number, "there are more bad requests than requests");
        }
        return new Batch(row.get(0), row.get(1), row.get(2), row.get(3));
    }

    private IllegalArgumentException at(int number, @Nullable String says) {
        return new IllegalArgumentException(file() + ":" + number + ": " + says);
    }

    private static Data.Mapping data(Answer answer) {
        Map<String, Data> row = new LinkedHashMap<>();
        row.put("row", Data.of(answer.row()));
        row.put("logE", new Data.Num(new BigDecimal(number(answer.logE()))));
        row.put("state", Data.of(word(answer.state())));
        answer.needs().ifPresent(needs -> row.put("needs", Data.of(needs)));
        return new Data.Mapping(row);
    }

    private static String number(double logE) {
        return String.format(Locale.ROOT, "%.12f", logE == 0 ? 0.0 : logE);
    }

    private static String word(Verdict.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void print(Replay replay) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("ROW", "NC", "XC", "NB", "XB", "LOGE", "STATE"));
        Verdict.@Nullable State before = null;
        for (Answer answer : replay.answers()) {
            boolean last = answer.row() == replay.answers().size();
            if (replay.answers().size() <= FEW || answer.state() != before || last) {
                rows.add(row(answer));
            }
            before = answer.state();
        }
        Table.lines(rows, around.terminal().columns()).forEach(around.out()::println);
        around.out().println();
        Replay.Stops stops = replay.stops();
        Replay.Options played = options.replay();
        say("Slipway", stops.sequential(), played);
        say(played.literal().text(), stops.literal(), played);
        say("a check of > 5 % once a minute", stops.fixed(), played);
        if (explain) {
            explain(replay);
        }
    }

    private static List<String> row(Answer answer) {
        Batch of = answer.counted();
        String needs = answer.needs().isPresent()
                ? ", needs about " + Said.about(answer.needs().getAsLong()) + " more"
                : "";
        return List.of(
                Integer.toString(answer.row()),
                Long.toString(of.nc()),
                Long.toString(of.xc()),
                Long.toString(of.nb()),
                Long.toString(of.xb()),
                number(answer.logE()),
                answer.state().said() + needs);
    }

    private void say(String who, OptionalInt row, Replay.Options played) {
        Duration after = played.every().multipliedBy(row.orElse(0));
        around.out()
                .println(
                        row.isPresent()
                                ? "%s: stops at row %d, after %s".formatted(who, row.getAsInt(), Said.duration(after))
                                : who + ": does not stop");
    }

    /** The same counts before the whole judge. */
    private void explain(Replay replay) {
        Replay.Options played = options.replay();
        Judge judge = new Judge(options.rules().with(Rules.Mode.SEQUENTIAL));
        for (Answer answer : replay.answers()) {
            Batch of = answer.counted();
            Sample mine = Sample.of(of.nc(), of.xc());
            Sample theirs = Sample.of(of.nb(), of.xb());
            double share = share(replay.total());
            judge.see(Poll.of(played.every().multipliedBy(answer.row()), new Arms(mine, theirs, share)));
            if (judge.decision().filter(Verdict.State.REGRESSION::equals).isPresent()) {
                break;
            }
        }
        around.out().println();
        tell(judge.verdict());
    }

    private static double share(Batch total) {
        return total.nc() + total.nb() == 0 ? 1 : (double) total.nc() / (total.nc() + total.nb());
    }

    private void tell(Verdict verdict) {
        VerdictText text = new VerdictText("candidate", "baseline");
        around.out().println(text.sentence(verdict));
        text.lines(verdict).forEach(around.out()::println);
    }

    private int judge(List<String> lines) {
        Retrial retrial = new Retrial(options.rules());
        Telling telling = new Telling();
        Grid grid = Grid.of();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            if (isEmpty(line)) {
                continue;
            }
            Poll poll;
            try {
                Data data = Json.read(line);
                if (PollJson.saysBegun(data)) {
                    // Tried again after a failure: another watch, and another verdict.
                    retrial = PollJson.beginsAnew(data) ? new Retrial(options.rules()) : retrial;
                    continue;
                }
                if (PollJson.saysBuckets(data)) {
                    grid = PollJson.buckets(data);
                    continue;
                }
                poll = PollJson.read(data, grid);
            } catch (IllegalArgumentException bad) {
                throw at(number, bad.getMessage());
            }
            telling.hear(retrial, poll);
        }
        return ended(retrial);
    }

    private int past() throws InterruptedException {
        Rules rules = options.rules();
        Retrial retrial = new Retrial(rules);
        Telling telling = new Telling();
        Place.Environment environment = new Place.Environment(around.variables(), List.of(), List.of());
        for (Poll poll : around.office().archive().polls(past.wanted(options.apart()), rules.triggers(), environment)) {
            telling.hear(retrial, poll);
        }
        return ended(retrial);
    }

    private int ended(Retrial retrial) {
        if (!json) {
            around.out().println();
            retrial.stops()
                    .forEach(stop -> around.out()
                            .println(stop.after()
                                    .map(after -> stop.who() + ": stops after " + Said.duration(after))
                                    .orElse(stop.who() + ": does not stop")));
        }
        if (explain) {
            around.out().println();
            tell(retrial.verdict());
        }
        return ExitStatus.SUCCEEDED;
    }

    /** Says a verdict when it is another one than before, or each for machines; nothing after it was taken back. */
    private final class Telling {
        private final VerdictText text = new VerdictText("candidate", "baseline");
        private Optional<Verdict.State> before = Optional.empty();

        void hear(Retrial retrial, Poll poll) {
            boolean over = retrial.isStopped();
            retrial.see(poll);
            if (over) {
                return;
            }
            Verdict verdict = retrial.verdict();
            if (json) {
                around.out().println(data(verdict, text).json());
            } else if (!before.equals(Optional.of(verdict.state()))) {
                around.out().println(Said.duration(verdict.at()) + "  " + text.sentence(verdict));
            }
            before = Optional.of(verdict.state());
        }
    }

    private static Data.Mapping data(Verdict verdict, VerdictText text) {
        Map<String, Data> row = new LinkedHashMap<>();
        row.put(
                "at",
                new Data.Num(BigDecimal.valueOf(verdict.at().toMillis(), 3).stripTrailingZeros()));
        row.put("logE", new Data.Num(new BigDecimal(number(verdict.logE()))));
        row.put("state", Data.of(word(verdict.state())));
        row.put("says", Data.of(text.sentence(verdict)));
        return new Data.Mapping(row);
    }
}
