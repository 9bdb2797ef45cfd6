package dev.slipway.postgres;

import dev.slipway.base.Secret;
import dev.slipway.hands.Given;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.parameters.Doc;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which database, and how it is reached; all of it goes to the tools by their environment, nothing by a command line.
 *
 * @param shifting an option of the URL that leads to another schema
 */
public record Address(String database, Map<String, String> variables, List<Secret> secrets, Optional<String> shifting) {
    private static final List<String> SHIFTING = List.of("currentSchema", "schema", "options");

    /** What a runbook may say of it. */
    public record Written(
            @Doc("The variable with the address of the database, such as $DATABASE_URL")
            Optional<String> url,

            @Doc("The name of the database") Optional<String> database,

            @Doc("The server, else as the tools find it: PGHOST, or its socket")
            Optional<String> host,

            @Doc("Its port") Optional<Integer> port,

            @Doc("Who connects") Optional<String> user,

            @Doc("The variable with the password, such as $DB_PASSWORD; without one ~/.pgpass is asked")
            Optional<String> password) {

        public Written {
            url.ifPresent(text -> Given.check("url", text));
            password.ifPresent(text -> Given.check("password", text));
            if (url.isEmpty() && database.isEmpty()) {
                throw new IllegalArgumentException("either 'database' or 'url' says which database");
            }
            if (url.isPresent()
                    && (database.isPresent()
                            || host.isPresent()
                            || port.isPresent()
                            || user.isPresent()
                            || password.isPresent())) {
                throw new IllegalArgumentException("'url' says all: nothing else of the connection stands beside it");
            }
        }

        public Address found(Place.Environment environment) throws Refusal {
            if (url.isPresent()) {
                return ofUrl(Given.value(url.get(), environment));
            }
            Map<String, String> variables = new LinkedHashMap<>();
            host.ifPresent(value -> variables.put("PGHOST", value));
            port.ifPresent(value -> variables.put("PGPORT", value.toString()));
            user.ifPresent(value -> variables.put("PGUSER", value));
            variables.put("PGDATABASE", database.orElseThrow());
            List<Secret> secrets = password.isPresent()
                    ? List.of(new Secret(
                            "PGPASSWORD",
                            Given.value(password.get(), environment).reveal()))
                    : List.of();
            return new Address(database.orElseThrow(), variables, secrets, Optional.empty());
        }
    }

    /** {@code postgresql://user:password@host:port/database?sslmode=require}; jdbc: and driver names before it do not matter. */
    private static Address ofUrl(Secret url) throws Refusal {
        String text = url.reveal().strip().replaceFirst("^(jdbc:)?(postgres|postgresql)(\\+\\w+)?://", "postgresql://");
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException _) {
            throw new Refusal(
                    url.name() + " is not an address of PostgreSQL: postgresql://user:password@host/database");
        }
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        if (!"postgresql".equals(uri.getScheme()) || path.length() < 2) {
            throw new Refusal(
                    url.name() + " is not an address of PostgreSQL: postgresql://user:password@host/database");
        }
        Map<String, String> variables = new LinkedHashMap<>();
        Optional.ofNullable(uri.getHost()).ifPresent(host -> variables.put("PGHOST", host));
        if (uri.getPort() > 0) {
            variables.put("PGPORT", Integer.toString(uri.getPort()));
        }
        variables.put("PGDATABASE", path.substring(1));
        List<Secret> secrets = List.of();
        String login = Optional.ofNullable(uri.getRawUserInfo()).orElse("");
        int colon = login.indexOf(':');
        if (!login.isEmpty()) {
            variables.put("PGUSER", decoded(colon < 0 ? login : login.substring(0, colon)));
        }
        if (colon >= 0) {
            secrets = List.of(new Secret("PGPASSWORD", decoded(login.substring(colon + 1))));
        }
        Optional<String> shifting = Optional.empty();
        for (String each : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1)) {
            secrets = option(each, variables, secrets, url.name());
            shifting = shifting.or(() -> SHIFTING.stream()
                    .filter(name -> each.startsWith(name + "="))
                    .findFirst());
        }
        return new Address(path.substring(1), variables, secrets, shifting);
    }

    private static List<Secret> option(String each, Map<String, String> variables, List<Secret> secrets, String name)
            throws Refusal {
        int equals = each.indexOf('=');
        if (equals < 0) {
            return secrets;
        }
        String value = decoded(each.substring(equals + 1));
        switch (each.substring(0, equals)) {
            case "user" -> variables.put("PGUSER", value);
            case "password" -> {
                return List.of(new Secret("PGPASSWORD", value));
            }
            case "host" -> variables.put("PGHOST", value);
            case "port" -> variables.put("PGPORT", value);
            case "sslmode" -> variables.put("PGSSLMODE", value);
            case "sslrootcert" -> variables.put("PGSSLROOTCERT", value);
            case "sslcert" -> variables.put("PGSSLCERT", value);
            case "sslkey" -> variables.put("PGSSLKEY", value);
            case "connect_timeout" -> variables.put("PGCONNECT_TIMEOUT", value);
            case "options" -> variables.put("PGOPTIONS", value);
            case "application_name", "schema", "currentSchema", "pool_size", "serverVersion", "charset" -> {
                // Said to the application's own library; the tools have no use for it.
            }
            default ->
                throw new Refusal(name + " has the option '" + each.substring(0, equals)
                        + "', which is not one that the tools of PostgreSQL can be given here");
        }
        return secrets;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** For another database of the same server. */
    public Address to(String other) {
        Map<String, String> changed = new LinkedHashMap<>(variables);
        changed.put("PGDATABASE", other);
        return new Address(other, changed, secrets, shifting);
    }

    /** Where the server is, for people and for telling originals apart. */
    public String server() {
        String host = variables.getOrDefault("PGHOST", "localhost");
        return (host.startsWith("/") ? "localhost" : host) + ":" + port();
    }

    public String port() {
        return variables.getOrDefault("PGPORT", "5432");
    }

    /** Whether the server's disks may be those of the place. */
    public boolean local() {
        String host = variables.getOrDefault("PGHOST", "");
        return host.isEmpty()
                || host.startsWith("/")
                || host.equals("localhost")
                || host.startsWith("127.")
                || host.equals("::1");
    }

    /** As Java's driver has it, without who logs in. What it would do otherwise than the tools of PostgreSQL is refused. */
    public String jdbc(String application) throws Refusal {
        String host = variables.getOrDefault("PGHOST", "");
        if (host.isEmpty() || host.startsWith("/")) {
            throw new Refusal("programs in Java reach PostgreSQL by TCP alone, and "
                    + (host.isEmpty() ? "the address names no host" : "not by a socket in " + host));
        }
        if (shifting.isPresent()) {
            throw new Refusal("the address has the option '" + shifting.get()
                    + "', and programs in Java could work in another schema than Slipway looks at: take it out, and say"
                    + " it for the role, such as alter role app in database shop set search_path = app");
        }
        StringBuilder url = new StringBuilder("jdbc:postgresql://" + host + ":" + port() + "/" + encoded(database))
                .append("?ApplicationName=")
                .append(encoded(application));
        Map.of("PGSSLMODE", "sslmode", "PGSSLROOTCERT", "sslrootcert", "PGSSLCERT", "sslcert", "PGSSLKEY", "sslkey")
                .forEach((variable, option) -> Optional.ofNullable(variables.get(variable))
                        .ifPresent(value ->
                                url.append("&").append(option).append("=").append(encoded(value))));
        return url.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What the tools get on top of what the place has: this, and nothing that the step was given. */
    public Place.Environment environment(String application) {
        Map<String, String> plain = new LinkedHashMap<>(variables);
        plain.put("PGAPPNAME", application);
        plain.putIfAbsent("PGCONNECT_TIMEOUT", "10");
        plain.put("PGCLIENTENCODING", "UTF8");
        plain.put("LC_ALL", "C");
        return new Place.Environment(plain, secrets, List.of("PGSERVICE", "PGSYSCONFDIR", "PSQLRC", "PGHOSTADDR"));
    }
}
