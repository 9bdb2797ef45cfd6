package dev.slipway.actions.check;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Program;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Size;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code check.memory}: the machine has memory left for what is about to start. */
public final class CheckMemory implements Action<CheckMemory.Memory> {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    public record Memory(
            @Doc("What must be available at least: a share such as 10%, or a size such as 2GiB")
            Size available) {}

    @Override
    public String name() {
        return "check.memory";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "the machine has memory available";
    }

    @Override
    public String doc() {
        return "Available is what the kernel at the step's place reckons could be used without swapping (MemAvailable of"
                + " /proc/meminfo), caches included. In a container it is the memory of the machine, not the container's"
                + " limit.";
    }

    @Override
    public String example() {
        return "check.memory: {available: 1GiB}";
    }

    @Override
    public Parameters<Memory> parameters() {
        return RecordParameters.of(Memory.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        return Preview.line("at least " + new Preview(parameters).text("available", "?") + " available");
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Memory memory, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            String text = new Program(site, DEADLINE, "cat").said("/proc/meminfo");
            long all = bytes("MemTotal", text).orElseThrow(CheckMemory::untold);
            long available = bytes("MemAvailable", text).orElseThrow(CheckMemory::untold);
            return judge(memory.available(), available, all);
        });
    }

    private static Refusal untold() {
        return new Refusal("/proc/meminfo does not say what memory is available");
    }

    private static Optional<Long> bytes(String name, String text) {
        Matcher line = Pattern.compile("(?m)^" + name + ":\\s+(\\d{1,15}) kB$").matcher(text);
        return line.find() ? Optional.of(Long.parseLong(line.group(1)) * 1024) : Optional.empty();
    }

    private static Outcome judge(Size wanted, long available, long all) {
        BigDecimal share = all == 0
                ? BigDecimal.ZERO.setScale(1)
                : BigDecimal.valueOf(available).movePointRight(2).divide(BigDecimal.valueOf(all), 1, RoundingMode.DOWN);
        boolean enough = switch (wanted) {
            case Size.Bytes(long bytes) -> available >= bytes;
            case Size.Share(BigDecimal percent) -> share.compareTo(percent) >= 0;
        };
        String said =
                new Size.Bytes(available) + " available, " + share.toPlainString() + "% of " + new Size.Bytes(all);
        return enough
                ? new Outcome.Succeeded(said, Map.of("available", Data.of(available)))
                : new Outcome.Failed("the machine has " + said + ", where " + wanted + " is needed");
    }
}
