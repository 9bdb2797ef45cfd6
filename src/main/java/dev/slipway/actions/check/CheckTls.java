package dev.slipway.actions.check;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Program;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.OneOf;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code check.tls}: a certificate is good for a while yet, complete, trusted, and of the right name. */
public final class CheckTls implements Action<CheckTls.Wanted> {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @OneOf({"host", "file"})
    public record Wanted(
            @Doc("The server that is asked") Optional<String> host,

            @Doc("A PEM file at the step's place instead, with the whole chain, as a server is given it")
            Optional<String> file,

            @Doc("The server's port") @Standard("443") int port,

            @Doc("The name that clients use, without it the host; of a file it is not checked without it")
            Optional<String> name,

            @Doc("How long the certificates must be good yet, such as 30d") @Standard("14d")
            Duration left,

            @Doc(
                    "A PEM file at the step's place with the authorities to trust, instead of those of the machine where Slipway runs")
            Optional<String> ca,

            @Doc("How long the server may take") @Standard("10s")
            Duration timeout) {
        public Wanted {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("'port' is a number from 1 to 65535");
            }
        }

        Optional<String> expected() {
            return name.or(() -> host);
        }
    }

    @Override
    public String name() {
        return "check.tls";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a certificate is good for a while, trusted and of its name";
    }

    @Override
    public String doc() {
        return "Asks from the machine where Slipway runs, without speaking any protocol above TLS, or reads the file. Looks at"
                + " the dates of every certificate that is sent, whether the chain leads to an authority without help (many"
                + " browsers fetch what is missing, and many programs do not), and at the name. Revocation is not asked.";
    }

    @Override
    public String example() {
        return "check.tls: {host: planner.example.com, left: 30d}";
    }

    @Override
    public Parameters<Wanted> parameters() {
        return RecordParameters.of(Wanted.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        String where = shown.text("file").or(() -> shown.text("host")).orElse("?");
        return Preview.line(where + shown.phrase(":", "port") + " good for " + shown.text("left", "14d"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Wanted wanted, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Authorities authorities = wanted.ca().isPresent()
                    ? Authorities.of(certificates(wanted.ca().get(), site))
                    : Authorities.ofThisMachine();
            List<X509Certificate> sent = wanted.file().isPresent()
                    ? certificates(wanted.file().get(), site)
                    : TlsServer.chain(wanted.host().orElseThrow(), wanted.port(), wanted.expected(), wanted.timeout());
            CertificateChain chain = new CertificateChain(sent, subject(wanted));
            chain.checkDates(site.now(), wanted.left());
            authorities.check(chain);
            if (wanted.expected().isPresent()) {
                chain.checkName(wanted.expected().get());
            }
            return good(chain, site.now());
        });
    }

    private static String subject(Wanted wanted) {
        return wanted.file().orElseGet(() -> wanted.host().orElseThrow() + ":" + wanted.port());
    }

    private static List<X509Certificate> certificates(String file, Site site) throws Refusal, InterruptedException {
        return CertificateChain.read(file, new Program(site, DEADLINE, "cat").said("--", file));
    }

    private static Outcome good(CertificateChain chain, Instant now) {
        Instant end = chain.end();
        Map<String, Data> outputs = new LinkedHashMap<>();
        outputs.put("until", Data.of(end.toString()));
        outputs.put("days", Data.of(Duration.between(now, end).toDays()));
        return new Outcome.Succeeded(CertificateChain.left(now, end) + ", until " + CertificateChain.day(end), outputs);
    }
}
