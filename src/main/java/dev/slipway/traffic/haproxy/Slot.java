package dev.slipway.traffic.haproxy;

import dev.slipway.route.Endpoint;
import java.util.List;

/** A backend of HAProxy's configuration that a version can be put into, with its servers in their order. */
record Slot(int number, String backend, List<Server> servers) {

    Slot {
        servers = List.copyOf(servers);
    }

    /** Where its servers lead that take requests. */
    List<Endpoint> endpoints() {
        return servers.stream().filter(Server::ready).map(Server::endpoint).toList();
    }

    record Server(String name, Endpoint endpoint, boolean ready) {}
}
