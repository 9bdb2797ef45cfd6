package dev.slipway.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Data;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordParametersTest {

    enum Manner {
        KEEP_ALIVE,
        CLOSE
    }

    record Inner(
            @Doc("its name") String name,
            @Doc("its port") @Standard("80") int port) {}

    @OneOf({"url", "urls"})
    record Everything(
            @Doc("one address") Optional<URI> url,
            @Doc("several addresses") Optional<List<URI>> urls,
            @Doc("how often") @Standard("10s") Duration waitTime,
            @Doc("which answers") @OrOne @Standard("200") List<Integer> status,
            @Doc("how") @Standard("keep-alive") Manner manner,
            @Doc("whether") @Standard("false") boolean loud,
            @Doc("how much") @Standard("1.5") double share,
            @Doc("how many bytes") @Standard("0") long bytes,
            @Doc("how large") @Standard("20%") Size free,
            @Doc("more") @Standard("") Map<String, String> more,
            @Doc("a part") Optional<Inner> inner,
            @Doc("what to run") @ShellText Optional<String> run,
            @Doc("what must hold") @Cel(roots = "json") Optional<String> holds) {
        Everything {
            if (loud && manner == Manner.CLOSE) {
                throw new IllegalArgumentException("what closes is not loud");
            }
        }
    }

    record Needed(
            @Doc("where it listens") int port,
            @Doc("what it is called") String name) {}

    record Shared(
            @Doc("where it is") String folder,
            @Doc("how often") @Standard("3") int times) {
        Shared {
            if (times < 1) {
                throw new IllegalArgumentException("'times' is at least 1");
            }
        }
    }

    record Sharing(
            @Among Shared shared, @Doc("what it is called") String name) {}

    private final Parameters<Everything> everything = RecordParameters.of(Everything.class);
    private final Parameters<Needed> needed = RecordParameters.of(Needed.class);

    @Test
    void what_is_not_given_has_its_standard() {
        Everything bound = everything.bind(mapping("url", Data.of("http://localhost/")));

        assertThat(bound)
                .isEqualTo(new Everything(
                        Optional.of(URI.create("http://localhost/")),
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        List.of(200),
                        Manner.KEEP_ALIVE,
                        false,
                        1.5,
                        0,
                        new Size.Share(BigDecimal.valueOf(20)),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void what_is_given_is_read_by_its_kind() {
        Everything bound = everything.bind(mapping(
                "urls", list(Data.of("https://a.example/x"), Data.of("https://b.example/y")),
                "wait-time", Data.of("1m30s"),
                "status", list(Data.of(200), Data.of(204)),
                "manner", Data.of("close"),
                "share", Data.of(2),
                "bytes", Data.of(5_000_000_000L),
                "free", Data.of("1.5GiB"),
                "more", mapping("a", Data.of("b")),
                "inner", mapping("name", Data.of("x"))));

        assertThat(bound.urls().orElseThrow()).hasSize(2);
        assertThat(bound.waitTime()).isEqualTo(Duration.ofSeconds(90));
        assertThat(bound.status()).containsExactly(200, 204);
        assertThat(bound.manner()).isEqualTo(Manner.CLOSE);
        assertThat(bound.share()).isEqualTo(2.0);
        assertThat(bound.bytes()).isEqualTo(5_000_000_000L);
        assertThat(bound.free()).isEqualTo(new Size.Bytes(1_610_612_736L));
        assertThat(bound.more()).containsEntry("a", "b");
        assertThat(bound.inner()).contains(new Inner("x", 80));
    }

    @Test
    void text_that_an_input_was_filled_into_is_read_as_its_kind() {
        Needed bound = needed.bind(mapping("port", Data.of("8080"), "name", Data.of(7)));

        assertThat(bound).isEqualTo(new Needed(8080, "7"));
    }

    @Test
    void text_with_something_to_fill_in_fits_every_kind() {
        assertThat(everything.check(mapping(
                        "url", Data.of("https://${inputs.host}/"),
                        "wait-time", Data.of("${inputs.wait}"),
                        "status", Data.of("${inputs.status}"),
                        "manner", Data.of("${inputs.manner}"),
                        "loud", Data.of("${inputs.loud}"),
                        "free", Data.of("${inputs.free}"),
                        "inner", mapping("name", Data.of("${inputs.name}"), "port", Data.of("${inputs.port}")))))
                .isEmpty();
    }

    @Test
    void all_faults_are_told_at_their_places() {
        assertThat(texts(everything.check(mapping(
                        "url", Data.of("ftp://localhost/"),
                        "wait-tme", Data.of("5m"),
                        "wait-time", Data.of("5 minutes"),
                        "status", list(Data.of(200), Data.of("OK")),
                        "manner", Data.of("closed"),
                        "loud", Data.of("yes"),
                        "share", list(),
                        "free", Data.of("120%"),
                        "more", mapping("port", Data.of(80)),
                        "inner", mapping("port", Data.of(80), "nam", Data.of("x"))))))
                .containsExactly(
                        "wait-tme| (key)|no parameter is called 'wait-tme'|Parameters: url, urls, wait-time, status, manner, loud, share,"
                                + " bytes, free, more, inner, run, holds. Did you mean 'wait-time'?",
                        "url|'ftp://localhost/' is not a URL|Such as https://example.com/health.",
                        "wait-time|'5 minutes' is not a duration|Such as 500ms, 90s, 5m, 2h, 1d or 1m30s.",
                        "status.1|'OK' is not a whole number|",
                        "manner|'closed' is not a choice here|Choices: keep-alive, close. Did you mean 'close'?",
                        "loud|'yes' is not true or false|",
                        "share|a list is not a number|",
                        "free|'120%' is not a size|Such as 10GB, 512MiB or 20%.",
                        "more.port|80 is not text|Quote it: '80'.",
                        "inner.nam| (key)|no parameter is called 'nam'|Parameters: name, port. Did you mean 'name'?",
                        "inner|the parameter 'name' is missing|its name.");
    }

    @Test
    void what_is_missing_is_named_with_its_purpose() {
        assertThat(texts(needed.check(mapping("name", Data.nothing()))))
                .containsExactly("|the parameter 'port' is missing|where it listens.", "name|'name' has no value|");
    }

    @Test
    void exactly_one_of_several_is_given() {
        assertThat(texts(everything.check(mapping()))).containsExactly("|one of url, urls is needed|");
        assertThat(texts(everything.check(mapping("urls", list(), "url", Data.of("http://localhost")))))
                .containsExactly("url| (key)|'url' cannot stand beside 'urls'|Give one of url, urls.");
    }

    @Test
    void what_the_record_itself_refuses_is_a_fault_of_the_mapping() {
        assertThat(texts(everything.check(mapping(
                        "url", Data.of("http://localhost"), "loud", Data.of(true), "manner", Data.of("close")))))
                .containsExactly("|what closes is not loud|");
    }

    @Test
    void nothing_is_filled_into_shell_text_or_expressions() {
        assertThat(texts(everything.check(mapping(
                        "url", Data.of("http://localhost"),
                        "run", Data.of("echo ${VERSION}"),
                        "holds", Data.of("json.v == '${inputs.v}'")))))
                .containsExactly(
                        "run|'${…}' does not stand in shell text|Write $NAME: inputs, outputs and declared variables are in its environment.",
                        "holds|'${…}' does not stand in an expression|Write the name alone: inputs.version.");
    }

    @Test
    void numbers_of_any_size_are_answered_at_once() {
        Data huge = new Data.Num(new BigDecimal("1e999999999"));

        assertThat(texts(needed.check(mapping("port", huge, "name", Data.of("x")))))
                .containsExactly("port|1E+999999999 is not a whole number|");
    }

    @Test
    void binding_names_the_first_fault() {
        assertThatThrownBy(() -> needed.bind(mapping("port", Data.of("http"), "name", Data.of("x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port: 'http' is not a whole number");
    }

    @Test
    void the_list_says_what_people_ask() {
        assertThat(everything.list())
                .contains(
                        new Parameters.Parameter(
                                "wait-time", "duration", new Parameters.Meaning.Plain(), false, "10s", "how often"),
                        new Parameters.Parameter(
                                "status",
                                "whole number, or a list",
                                new Parameters.Meaning.Plain(),
                                false,
                                "200",
                                "which answers"),
                        new Parameters.Parameter(
                                "run", "shell text", new Parameters.Meaning.ShellText(), false, "", "what to run"),
                        new Parameters.Parameter(
                                "holds",
                                "expression",
                                new Parameters.Meaning.Expression(List.of("json")),
                                false,
                                "",
                                "what must hold"));
        assertThat(needed.list()).allMatch(Parameters.Parameter::required);
    }

    @Test
    void the_schema_is_json_schema() {
        assertThat(needed.schema().json())
                .isEqualTo("{\"type\":\"object\",\"properties\":{"
                        + "\"port\":{\"description\":\"where it listens\",\"anyOf\":[{\"type\":\"integer\"},"
                        + "{\"type\":\"string\",\"pattern\":\"\\\\$\\\\{\"}]},"
                        + "\"name\":{\"description\":\"what it is called\",\"type\":\"string\"}},"
                        + "\"required\":[\"port\",\"name\"],\"additionalProperties\":false}");
        assertThat(everything.schema().json())
                .contains("\"oneOf\":[{\"required\":[\"url\"]},{\"required\":[\"urls\"]}]")
                .contains("\"default\":[200]")
                .contains("\"default\":\"10s\"")
                .contains("\"default\":false");
    }

    @Test
    void sizes_are_written_and_said() {
        assertThat(Size.parse("10GB")).contains(new Size.Bytes(10_000_000_000L));
        assertThat(Size.parse("12.5%").orElseThrow()).hasToString("12.5%");
        assertThat(new Size.Bytes(1_536_000_000L)).hasToString("1.5 GB");
        assertThat(new Size.Bytes(12)).hasToString("12 B");
        assertThat(Size.parse("10 GB")).isEmpty();
        assertThat(Size.parse("999999999999TiB")).isEmpty();
    }

    private static List<String> texts(List<Parameters.Fault> faults) {
        return faults.stream()
                .map(f -> String.join(".", f.path()) + (f.atKey() ? "| (key)|" : "|") + f.says() + "|" + f.help())
                .toList();
    }

    private static Data list(Data... items) {
        return new Data.Listing(List.of(items));
    }

    private static Data.Mapping mapping(Object... pairs) {
        Map<String, Data> entries = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            entries.put((String) pairs[i], (Data) pairs[i + 1]);
        }
        return new Data.Mapping(entries);
    }

    @Test
    void parameters_that_are_shared_stand_among_the_others() {
        Parameters<Sharing> sharing = RecordParameters.of(Sharing.class);

        assertThat(sharing.list()).extracting(Parameters.Parameter::name).containsExactly("folder", "times", "name");
        assertThat(sharing.bind(mapping("folder", Data.of("/srv"), "name", Data.of("shop"))))
                .isEqualTo(new Sharing(new Shared("/srv", 3), "shop"));
        assertThat(sharing.check(mapping("folder", Data.of("/srv"), "name", Data.of("shop"), "times", Data.of(0))))
                .containsExactly(new Parameters.Fault(List.of(), false, "'times' is at least 1", ""));
        assertThat(sharing.check(mapping("nmae", Data.of("shop"))))
                .extracting(Parameters.Fault::says)
                .containsExactly(
                        "no parameter is called 'nmae'",
                        "the parameter 'folder' is missing",
                        "the parameter 'name' is missing");
    }
}
