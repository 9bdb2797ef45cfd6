package dev.slipway.actions.check;

import dev.slipway.hands.Patience;
import dev.slipway.hands.Refusal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.CommunicationException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.InitialDirContext;

/** One server of names, asked by the JDK's own client. */
record DnsServer(String host, int port) {
    private static final Pattern WRITTEN =
            Pattern.compile("\\[([0-9a-fA-F:.]+)](?::(\\d{1,5}))?|([^:\\[\\]/\\s]+)(?::(\\d{1,5}))?");
    private static final String[] KINDS = {"A", "AAAA"};

    static DnsServer of(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        boolean bare = written.matches("[0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F.]*");
        if (bare) {
            return new DnsServer("[" + written + "]", 53);
        }
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + written + "' is not a server: 192.0.2.53 or 192.0.2.53:5353");
        }
        boolean six = matcher.group(1) != null;
        String port = six ? matcher.group(2) : matcher.group(4);
        int number = port == null ? 53 : Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("the port of a server is a number from 1 to 65535: '" + written + "'");
        }
        return new DnsServer(six ? "[" + matcher.group(1) + "]" : matcher.group(3), number);
    }

    /** Empty when the server says that there is no such name. */
    // What is read are addresses alone; no object ever comes from there. JNDI wants its settings in that old form.
    @SuppressWarnings({"BanJNDI", "JdkObsolete"})
    Set<String> addresses(String name, Duration limit) throws Refusal {
        Hashtable<String, String> settings = new Hashtable<>(Map.of(
                "java.naming.factory.initial",
                "com.sun.jndi.dns.DnsContextFactory",
                "java.naming.provider.url",
                "dns://" + host + ":" + port,
                "com.sun.jndi.dns.timeout.initial",
                String.valueOf(Math.max(1, limit.toMillis())),
                "com.sun.jndi.dns.timeout.retries",
                "1"));
        try {
            InitialDirContext context = new InitialDirContext(settings);
            try {
                Set<String> all = new TreeSet<>();
                for (String kind : KINDS) {
                    // Together they would be asked for as ANY, which many servers refuse.
                    String[] one = {kind};
                    all.addAll(found(context.getAttributes(name.endsWith(".") ? name : name + ".", one), kind));
                }
                return all;
            } finally {
                context.close();
            }
        } catch (NameNotFoundException _) {
            return Set.of();
        } catch (CommunicationException e) {
            throw new Refusal("the server " + this + " gave no answer in " + Patience.said(limit), e);
        } catch (NamingException e) {
            throw new Refusal("the server " + this + " does not answer for " + name + ": " + e.getMessage(), e);
        }
    }

    private static Set<String> found(Attributes attributes, String kind) throws NamingException {
        Set<String> all = new TreeSet<>();
        Attribute records = attributes.get(kind);
        if (records != null) {
            for (Object value : Collections.list(records.getAll())) {
                all.add(plain(String.valueOf(value)));
            }
        }
        return all;
    }

    /** One spelling for each address. */
    static String plain(String address) {
        try {
            return InetAddress.ofLiteral(address.replaceFirst("%.*", "")).getHostAddress();
        } catch (IllegalArgumentException _) {
            return address;
        }
    }

    @Override
    public String toString() {
        return port == 53 ? host : host + ":" + port;
    }
}
