package dev.slipway.main;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** What this build calls itself; the commit is known only when the launcher or a release made it from a clone. */
record Build(String version, Optional<String> commit) {

    private static final String FACTS = "build.properties";

    static Build ofThisClassPath() {
        try (InputStream facts = Build.class.getResourceAsStream(FACTS)) {
            if (facts == null) {
                throw new IllegalStateException(FACTS + " is missing from the class path");
            }
            Properties read = new Properties();
            read.load(facts);
            return new Build(
                    read.getProperty("version"),
                    Optional.of(read.getProperty("commit", "")).filter(commit -> !commit.isBlank()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String line() {
        return "slipway " + version + commit.map(c -> " (" + c + ")").orElse("");
    }
}
