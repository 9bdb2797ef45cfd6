package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo as somebody sees it who has just cloned: one command, and nothing is left running. */
@Tag("real")
@Timeout(120)
class DemoTest {
    private static final Pattern LOST = Pattern.compile("lost because of the releases: (\\d+) of ([\\d,]+)");

    @TempDir
    Path folder;

    @AfterEach
    void nothing_is_left_running() {
        assertThat(ofTheDemo()).isEmpty();
    }

    @Test
    void three_releases_lose_no_request_and_the_bad_one_is_taken_back() throws Exception {
        // The second demo on a machine finds the usual port taken.
        try (ServerSocket _ = usualPort()) {
            Process demo = demo();
            String said = demo.inputReader().readAllAsString();

            assertThat(demo.waitFor()).as(said).isZero();
            Matcher lost = LOST.matcher(said);
            assertThat(lost.find()).as(said).isTrue();
            assertThat(lost.group(1)).isEqualTo("0");
            assertThat(Integer.parseInt(lost.group(2).replace(",", ""))).isGreaterThan(200);
            assertThat(said)
                    .contains("✓ Shop release v2 → default: succeeded")
                    .contains("✗ Shop release v3 → default: failed and was taken back")
                    .contains("v3 was taken back by itself: ");
            assertThat(Path.of(after(said, "Record of v3:"))).isNotEmptyFile();
            assertThat(Path.of(after(said, "Clean up:").substring("rm -r ".length())))
                    .isDirectory();
        }
    }

    /** Before the first run, in the middle of one, and between two. */
    @ParameterizedTest
    @ValueSource(strings = {"A shop at", "shop v1 (1) started", "Twenty people visit"})
    void ctrl_c_ends_it_and_all_that_it_has_started(String moment) throws Exception {
        Process demo = demo();

        String said = signalled(demo, "-INT", moment);

        assertThat(demo.waitFor()).as(said).isEqualTo(130);
        assertThat(said).contains("The demo ends here.");
    }

    @ParameterizedTest
    @CsvSource({"-TERM, 143", "-HUP, 129"})
    void a_signal_ends_it_and_all_that_it_has_started(String signal, int status) throws Exception {
        Process demo = demo();

        String said = signalled(demo, signal, "Twenty people visit");

        assertThat(demo.waitFor()).as(said).isEqualTo(status);
    }

    private static String signalled(Process demo, String signal, String moment)
            throws IOException, InterruptedException {
        StringBuilder said = new StringBuilder();
        BufferedReader lines = demo.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            if (line.contains(moment)) {
                new ProcessBuilder("kill", signal, Long.toString(demo.pid()))
                        .start()
                        .waitFor();
            }
        }
        return said.toString();
    }

    private static ServerSocket usualPort() throws IOException {
        try {
            return new ServerSocket(8080, 1, InetAddress.getLoopbackAddress());
        } catch (IOException _) {
            // Taken by another one, which is just as well.
            return new ServerSocket();
        }
    }

    private Process demo() throws IOException {
        // Whoever runs tests in the background has this signal ignored, and all that it starts.
        List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT,HUP"));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + folder));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.slipway.main.Main", "demo", "--fast"));
        Path errors = Files.createTempFile(folder, "said", ".txt");
        return new ProcessBuilder(words).redirectError(errors.toFile()).start();
    }

    private static String after(String said, String word) {
        return said.lines()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()).strip())
                .collect(Collectors.joining());
    }

    /** Whatever names the folder on its command line. */
    private List<String> ofTheDemo() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.flatMap(process -> process.info().commandLine().stream())
                    .filter(line -> line.contains(folder.toString()))
                    .toList();
        }
    }
}
