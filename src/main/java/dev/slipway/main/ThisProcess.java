package dev.slipway.main;

import dev.slipway.base.Operator;
import dev.slipway.hands.Journal.Holder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** What this process is called among all that may hold a lease. */
final class ThisProcess {
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

    private ThisProcess() {}

    /** As the system has it: a property could be set by whoever wants to sign as somebody else. */
    static Operator operator() {
        try {
            return new Operator(Files.getOwner(Path.of("/proc/self")).getName());
        } catch (IOException _) {
            return new Operator(System.getProperty("user.name"));
        }
    }

    static Holder holder(Operator operator) {
        ProcessHandle self = ProcessHandle.current();
        Instant started = self.info().startInstant().orElse(Instant.EPOCH);
        return new Holder(operator.name(), host(), boot(), self.pid(), started);
    }

    private static String host() {
        try {
            return Files.readString(HOST).strip();
        } catch (IOException _) {
            return asTheNetworkSays();
        }
    }

    /** Asking the network may take seconds; only systems without /proc come here. */
    private static String asTheNetworkSays() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }

    /**
     * Within which numbers of processes mean something: this start of this machine, and the container in it. Where the system
     * does not say, a restart is noticed by the process being gone.
     */
    private static String boot() {
        try {
            return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PROCESSES);
        } catch (IOException _) {
            return "";
        }
    }
}
