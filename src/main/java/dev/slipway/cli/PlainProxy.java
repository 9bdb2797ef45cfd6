package dev.slipway.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code proxy run} with its options as a unit file has them, read without picocli: no cache can hold picocli's classes, which
 * are of an old form, and while they are loaded nobody is served.
 */
final class PlainProxy {
    private final ProxyCommand command;
    private final Set<String> given = new HashSet<>();

    private PlainProxy(ProxyCommand command) {
        this.command = command;
    }

    /** Empty where it is anything but plain, right or wrong: then it is picocli's. */
    static Optional<ProxyCommand> of(Around around, List<String> words) {
        PlainProxy plain = new PlainProxy(new ProxyCommand(around));
        boolean read = words.size() > 1 && words.getFirst().equals("run") && plain.read(words.subList(1, words.size()));
        plain.command.what = "run";
        return read && plain.given.contains("--control") ? Optional.of(plain.command) : Optional.empty();
    }

    private boolean read(List<String> words) {
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            boolean known = given.add(option)
                    && (option.equals("--take-over") ? takesOver() : rest.hasNext() && takes(option, rest.next()));
            if (!known) {
                return false;
            }
        }
        return true;
    }

    private boolean takesOver() {
        command.takeOver = true;
        return true;
    }

    private boolean takes(String option, String value) {
        if (value.isEmpty() || value.startsWith("-") || value.startsWith("\"")) {
            return false;
        }
        switch (option) {
            case "--control" -> command.control = Path.of(value);
            case "--listen" -> command.listen = value;
            case "--state" -> command.state = Path.of(value);
            case "--tls-certificate" -> command.certificate = Path.of(value);
            case "--tls-key" -> command.key = Path.of(value);
            case "--metrics" -> command.metrics = value;
            default -> {
                return false;
            }
        }
        return true;
    }
}
