package dev.slipway.actions.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.hands.Refusal;
import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server shows of itself, its own certificate first.
 *
 * @param whose for people: an endpoint or a file
 */
record CertificateChain(List<X509Certificate> certificates, String whose) {
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----.*?-----END (?:TRUSTED |X509 )?CERTIFICATE-----",
            Pattern.DOTALL);

    private static final int DNS = 2;
    private static final int IP = 7;

    /** A key may stand in the same file: it is passed over, and never shown. */
    static List<X509Certificate> read(String file, String text) throws Refusal {
        List<X509Certificate> all = new ArrayList<>();
        Matcher matcher = PEM.matcher(text);
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (matcher.find()) {
                Certificate read = factory.generateCertificate(
                        new ByteArrayInputStream(matcher.group().getBytes(UTF_8)));
                all.add((X509Certificate) read);
            }
        } catch (CertificateException e) {
            throw new Refusal("the certificate number " + (all.size() + 1) + " in " + file + " cannot be read", e);
        }
        if (all.isEmpty()) {
            throw new Refusal("there is no certificate in " + file + ": it begins with -----BEGIN CERTIFICATE-----");
        }
        return all;
    }

    X509Certificate own() {
        return certificates.getFirst();
    }

    /** When the first of them ends. */
    Instant end() {
        return soonest().getNotAfter().toInstant();
    }

    private X509Certificate soonest() {
        return certificates.stream()
                .min(Comparator.comparing(X509Certificate::getNotAfter))
                .orElseThrow();
    }

    void checkDates(Instant now, Duration wanted) throws Refusal {
        for (X509Certificate each : certificates) {
            if (now.isBefore(each.getNotBefore().toInstant())) {
                throw new Refusal(called(each) + " is good only from "
                        + day(each.getNotBefore().toInstant()) + " on");
            }
        }
        Instant end = end();
        if (!now.isBefore(end)) {
            throw new Refusal(called(soonest()) + " has ended on " + day(end));
        }
        if (Duration.between(now, end).compareTo(wanted) < 0) {
            throw new Refusal(called(soonest()) + " ends on " + day(end) + ", in " + left(now, end) + ", where "
                    + wanted.toDays() + " days are wanted");
        }
    }

    private String called(X509Certificate certificate) {
        return certificate.equals(own())
                ? "the certificate of " + whose
                : "the certificate '" + name(certificate) + "', which " + whose + " sends along,";
    }

    static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    void checkName(String wanted) throws Refusal {
        List<String> names = names();
        String address = DnsServer.plain(wanted);
        boolean matches = names.stream().anyMatch(name -> matches(name, wanted) || name.equals(address));
        if (!matches) {
            throw new Refusal("the certificate of " + whose + " is not for " + wanted + ", but for "
                    + (names.isEmpty() ? "no name at all" : String.join(", ", names)));
        }
    }

    /** A star stands for one whole label, the first, as browsers have it. */
    private static boolean matches(String name, String wanted) {
        String low = name.toLowerCase(Locale.ROOT);
        String host = wanted.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        int dot = host.indexOf('.');
        return low.equals(host)
                || (low.startsWith("*.") && dot > 0 && low.substring(1).equals(host.substring(dot)));
    }

    /** The common name has not counted for years. */
    private List<String> names() throws Refusal {
        try {
            return own().getSubjectAlternativeNames() == null
                    ? List.of()
                    : own().getSubjectAlternativeNames().stream()
                            .filter(each -> each.getFirst().equals(DNS)
                                    || each.getFirst().equals(IP))
                            .map(each -> DnsServer.plain(String.valueOf(each.get(1))))
                            .toList();
        } catch (CertificateException e) {
            throw new Refusal("the names in the certificate of " + whose + " cannot be read", e);
        }
    }

    static String left(Instant now, Instant end) {
        long days = Duration.between(now, end).toDays();
        return days == 1 ? "1 day" : days + " days";
    }

    static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
