package dev.slipway.actions.backup;

import dev.slipway.base.Secret;
import dev.slipway.hands.Given;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.parameters.Doc;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Where a server of MariaDB or Redis is, and who logs in.
 *
 * @param path what stands behind the slash of an address: a database
 */
public record Login(
        String host, int port, boolean tls, Optional<String> user, Optional<Secret> password, Optional<String> path) {

    /** The addresses that one kind of server has: the plain scheme, the encrypted one, and the port. */
    record Kind(String name, List<String> plain, List<String> encrypted, int port) {
        static final Kind MARIADB =
                new Kind("MariaDB", List.of("mysql", "mariadb", "mysql2"), List.of("mysqls", "mariadbs"), 3306);
        static final Kind REDIS = new Kind("Redis", List.of("redis"), List.of("rediss"), 6379);

        private Refusal wrong(String variable) {
            return new Refusal(variable + " is not an address of " + name + ": " + plain.getFirst()
                    + "://user:password@host:" + port);
        }
    }

    /** What a runbook may say of it. */
    public record Written(
            @Doc(
                    "The variable with the address, such as $DATABASE_URL: mysql://user:password@host:3306/database, or redis:// for"
                            + " Redis; mysqls:// and rediss:// for TLS")
            Optional<String> url,

            @Doc("The server, localhost without it") Optional<String> host,

            @Doc("Its port, without it 3306, and 6379 of Redis")
            Optional<Integer> port,

            @Doc("Who logs in, without it root, and nobody by name at Redis")
            Optional<String> user,

            @Doc("The variable with the password, such as $DB_PASSWORD")
            Optional<String> password) {
        public Written {
            url.ifPresent(text -> Given.check("url", text));
            password.ifPresent(text -> Given.check("password", text));
            if (url.isPresent() && (host.isPresent() || port.isPresent() || user.isPresent() || password.isPresent())) {
                throw new IllegalArgumentException("'url' says all: nothing else of the connection stands beside it");
            }
        }

        Login found(Kind kind, Place.Environment environment) throws Refusal {
            if (url.isPresent()) {
                return ofUrl(kind, Given.value(url.get(), environment));
            }
            Optional<Secret> secret =
                    password.isPresent() ? Optional.of(Given.value(password.get(), environment)) : Optional.empty();
            return new Login(host.orElse("localhost"), port.orElse(kind.port()), false, user, secret, Optional.empty());
        }
    }

    private static Login ofUrl(Kind kind, Secret url) throws Refusal {
        URI uri;
        try {
            uri = new URI(url.reveal().strip().replaceFirst("^jdbc:", ""));
        } catch (URISyntaxException _) {
            throw kind.wrong(url.name());
        }
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").replaceFirst("\\+.*", "");
        boolean tls = kind.encrypted().contains(scheme);
        if (uri.getHost() == null || (!tls && !kind.plain().contains(scheme))) {
            throw kind.wrong(url.name());
        }
        String login = Optional.ofNullable(uri.getRawUserInfo()).orElse("");
        int colon = login.indexOf(':');
        String user = decoded(colon < 0 ? login : login.substring(0, colon));
        Optional<Secret> password =
                colon < 0 ? Optional.empty() : Optional.of(new Secret(url.name(), decoded(login.substring(colon + 1))));
        String path = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("^/", "");
        return new Login(
                uri.getHost(),
                uri.getPort() > 0 ? uri.getPort() : kind.port(),
                tls,
                Optional.of(user).filter(name -> !name.isEmpty()),
                password.filter(secret -> !secret.reveal().isEmpty()),
                Optional.of(path).filter(name -> !name.isEmpty()));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    String server() {
        return host + ":" + port;
    }

    boolean local() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }
}
