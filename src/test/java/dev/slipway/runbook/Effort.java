package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What something costs this thread, whatever else the machine is doing. */
final class Effort {
    private Effort() {}

    static void isUnderASecond(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        assertThat(Duration.ofNanos(spent)).isLessThan(Duration.ofSeconds(1));
    }
}
