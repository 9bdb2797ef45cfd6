package dev.slipway.actions.judge;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Evidence.Looked;
import dev.slipway.hands.Site;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.judge.Arms;
import dev.slipway.judge.Batch;
import dev.slipway.judge.Dispersion;
import dev.slipway.judge.Past;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Said;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Tape;
import dev.slipway.judge.Times;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Front;
import dev.slipway.parameters.OneOf;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.ShellText;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code judge.baseline}: what is usual, measured before a release. */
public final class JudgeBaseline implements Action<JudgeBaseline.Measured> {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @OneOf({"traffic", "metrics", "prometheus", "command"})
    public record Measured(
            @Doc("How long; bursts and drifts want 15 minutes") @Standard("15m")
            Duration duration,

            @Doc("The front that counts") @Front Optional<String> traffic,

            @Doc("With 'traffic': the version that is live") Optional<String> version,

            @Doc("Pages of metrics, asked directly; several 'candidate' make two halves")
            Optional<Source.Pages> metrics,

            @Doc("A Prometheus server that counts") Optional<Source.Server> prometheus,

            @Doc("A command that prints what was counted up to now, as JSON") @ShellText
            Optional<String> command) {
        public Measured {
            if (duration.isZero()) {
                throw new IllegalArgumentException("'duration' is 0: nothing can be seen in no time");
            }
            if (traffic.isPresent() != version.isPresent()) {
                throw new IllegalArgumentException("'traffic' and 'version' belong together");
            }
        }

        /** What is measured is asked for as a candidate; where it is two halves, as the baseline, which is told apart. */
        Source source() {
            return traffic.<Source>map(front -> new Source.Behind(front, version.orElseThrow(), version))
                    .or(() -> metrics.map(pages -> pages.candidate().size() < 2
                            ? pages
                            : new Source.Pages(
                                    pages.candidate(),
                                    pages.candidate(),
                                    pages.requests(),
                                    pages.failures(),
                                    pages.times(),
                                    pages.headers())))
                    .or(() -> prometheus)
                    .orElseGet(() -> new Source.Shell(command.orElseThrow()));
        }
    }

    @Override
    public String name() {
        return "judge.baseline";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "what is usual, measured before a release";
    }

    @Override
    public String doc() {
        return "Measures the version that is live: how many requests fail, how long they take, and how many tend to fail"
                + " together (dispersion), between two halves where several instances are asked, else over time, which errs"
                + " to the safe side. Its output 'baseline' is given to judge.watch as 'before'; last and previous runs have"
                + " it as well.";
    }

    @Override
    public String example() {
        return "judge.baseline: {duration: 15m, traffic: web, version: '${last.release.inputs.version}'}";
    }

    @Override
    public Parameters<Measured> parameters() {
        return RecordParameters.of(Measured.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(shown.text("version", "what is live") + " for " + shown.text("duration", "15m"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Measured measured, Site site) throws InterruptedException {
        try (Source.Opened opened = measured.source().open(site)) {
            return measure(measured, opened, site);
        } catch (IllegalArgumentException wrong) {
            return new Outcome.Failed(String.valueOf(wrong.getMessage()));
        } catch (TrafficFailure failure) {
            return new Outcome.Failed(String.valueOf(failure.getMessage()).replaceAll("\\.$", ""));
        }
    }

    private static Outcome measure(Measured measured, Source.Opened opened, Site site) throws InterruptedException {
        Instant began = site.now();
        Tape tape = new Tape();
        List<Arms> heard = new ArrayList<>();
        String silence = "nothing was counted";
        while (site.now().isBefore(began.plus(measured.duration()))) {
            switch (opened.evidence().look(LIMIT)) {
                case Looked.Silent(String why) -> silence = why;
                case Looked.Counted counted -> {
                    Poll poll = tape.next(
                            Duration.between(began, site.now()),
                            new Arms(counted.candidate(), counted.baseline(), opened.share(), counted.halves()));
                    poll.arms().ifPresent(heard::add);
                }
            }
            site.pause(EVERY);
        }
        Past past = past(heard);
        return past.requests() == 0
                ? new Outcome.Failed("there is no baseline: " + silence)
                : new Outcome.Succeeded(said(past), outputs(past));
    }

    static Past past(List<Arms> heard) {
        Sample all = heard.stream().map(Arms::candidate).reduce(Sample.NONE, Sample::plus);
        boolean halved = !heard.isEmpty()
                && heard.stream().noneMatch(arms -> arms.halves().isEmpty());
        List<Batch> seconds = heard.stream()
                .map(arms -> halved
                        ? halves(arms)
                        : new Batch(
                                0,
                                0,
                                arms.candidate().requests(),
                                arms.candidate().failures()))
                .toList();
        double errors = halved ? Dispersion.of(seconds) : Dispersion.overTime(seconds);
        return new Past(all.requests(), all.failures(), all.times(), errors, slow(heard, all.times()));
    }

    private static Batch halves(Arms arms) {
        Sample one = arms.halves().getFirst();
        Sample other = arms.halves().getLast();
        return new Batch(one.requests(), one.failures(), other.requests(), other.failures());
    }

    /** Of requests above the 95th percentile. */
    private static double slow(List<Arms> heard, Optional<Times> all) {
        if (all.isEmpty() || all.get().quantile(0.95).isEmpty()) {
            return 1;
        }
        double limit = all.get().quantile(0.95).getAsDouble();
        return Dispersion.overTime(heard.stream()
                .flatMap(arms -> arms.candidate().times().stream())
                .filter(times -> times.grid().equals(all.get().grid()))
                .map(times -> new Batch(0, 0, times.total(), times.over(limit)))
                .toList());
    }

    private static String said(Past past) {
        double rate = (double) past.failures() / past.requests();
        String p95 = past.times()
                .filter(times -> times.quantile(0.95).isPresent())
                .map(times -> ", p95 " + Said.time(times.quantile(0.95).getAsDouble()))
                .orElse("");
        return "%s of %d requests failed%s, dispersion %s"
                .formatted(
                        Said.rate(rate),
                        past.requests(),
                        p95,
                        Said.factor(past.dispersion()).replace("x", ""));
    }

    private static Map<String, Data> outputs(Past past) {
        Map<String, Data> outputs = new LinkedHashMap<>();
        outputs.put("baseline", Data.of(PastText.write(past)));
        outputs.put("requests", Data.of(past.requests()));
        outputs.put("failures", Data.of(past.failures()));
        outputs.put("dispersion", new Data.Num(BigDecimal.valueOf(past.dispersion())));
        past.times()
                .filter(times -> times.quantile(0.95).isPresent())
                .ifPresent(times -> outputs.put(
                        "p95",
                        new Data.Num(BigDecimal.valueOf(times.quantile(0.95).getAsDouble()))));
        return outputs;
    }
}
