package dev.slipway.traffic.haproxy;

import dev.slipway.base.Nearest;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.route.Endpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What HAProxy can be asked and told about one backend, in its own words. */
final class Haproxy {

    private static final Pattern MAP = Pattern.compile("-?[0-9]+ \\((?<file>[^)]*)\\) .*");
    private static final Pattern VERSION = Pattern.compile("New version created: (?<version>[0-9]+)");

    /** {@code srv_op_state} of a server that takes requests. */
    private static final String RUNNING = "2";

    private final AdminSocket socket;
    private final String backend;

    Haproxy(Path socket, String backend) {
        this.socket = new AdminSocket(socket);
        this.backend = backend;
    }

    /** The file that a map was loaded from: HAProxy knows it by that name. */
    Path map(String ending) {
        List<String> files = socket.ask("show map")
                .lines()
                .map(MAP::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group("file"))
                .toList();
        return files.stream()
                .map(Path::of)
                .filter(file -> file.endsWith(backend + ending))
                .findFirst()
                .orElseThrow(() ->
                        new TrafficFailure("HAProxy's configuration has no map " + backend + ending + " for the front "
                                + backend + ": add the part that docs/haproxy.md shows, and reload HAProxy."));
    }

    Map<String, String> lines(Path map) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (String line : socket.ask("show map " + map).lines().toList()) {
            String[] words = line.split(" ", 3);
            if (words.length == 3) {
                lines.put(words[1], words[2]);
            }
        }
        return lines;
    }

    /** All lines at once; nobody ever sees a half of them. */
    void replace(Path map, Map<String, String> lines) {
        Matcher prepared = VERSION.matcher(socket.ask("prepare map " + map));
        if (!prepared.find()) {
            throw new TrafficFailure(
                    "This HAProxy cannot replace a map in one step: Slipway needs version 2.4 or later.");
        }
        String version = "@" + prepared.group("version") + " " + map;
        StringBuilder part = new StringBuilder();
        for (Map.Entry<String, String> line : lines.entrySet()) {
            String written = line.getKey() + " " + line.getValue() + "\n";
            if (part.length() + written.length() > AdminSocket.LONGEST_QUESTION - 1_000) {
                add(version, part);
            }
            part.append(written);
        }
        add(version, part);
        socket.tell("commit map " + version);
    }

    private void add(String version, StringBuilder part) {
        if (!part.isEmpty()) {
            socket.tell("add map " + version + " <<\n" + part);
            part.setLength(0);
        }
    }

    /** What cannot be read is said by one sentence, of whatever program or version it is. */
    private static <T> T read(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new TrafficFailure(
                    "What answers as HAProxy says something of its servers that Slipway cannot read (" + e.getMessage()
                            + "): is it HAProxy 2.4 or later?",
                    e);
        }
    }

    /** The slots by their numbers; never none. */
    Map<Integer, Slot> slots() {
        return read(this::readSlots);
    }

    private Map<Integer, Slot> readSlots() {
        Pattern name = Pattern.compile(Pattern.quote(backend) + "-slot(?<number>[0-9]{1,3})");
        Map<Integer, Slot> slots = new TreeMap<>();
        List<String> others = new ArrayList<>();
        for (String line : socket.ask("show backend").lines().toList()) {
            Matcher slot = name.matcher(line);
            if (slot.matches()) {
                slots.put(
                        Integer.parseInt(slot.group("number")),
                        new Slot(Integer.parseInt(slot.group("number")), line, servers(line)));
            } else if (!line.startsWith("#") && !line.isBlank()) {
                others.add(line.replaceFirst("-slot[0-9]+$", ""));
            }
        }
        if (slots.isEmpty()) {
            throw new TrafficFailure("HAProxy's configuration has no backends " + backend + "-slot1, " + backend
                    + "-slot2, … for the front " + backend + ": "
                    + Nearest.to(backend, others)
                            .map(near -> "it has some for " + near + ".")
                            .orElse("add the part that docs/haproxy.md shows, and reload HAProxy."));
        }
        return slots;
    }

    private List<Slot.Server> servers(String slot) {
        List<Slot.Server> servers = new ArrayList<>();
        for (Map<String, String> row : table(serversState(slot).lines().skip(1).toList(), " ")) {
            // A server that was never given an address has the one of the configuration, with a port of 1 or none.
            int port = Math.max(1, Integer.parseInt(row.getOrDefault("srv_port", "1")));
            String host = row.getOrDefault("srv_addr", "-");
            servers.add(new Slot.Server(
                    row.getOrDefault("srv_name", ""),
                    new Endpoint(host, port),
                    RUNNING.equals(row.get("srv_op_state"))));
        }
        return servers;
    }

    /** As HAProxy reads it when it starts, so that it finds the addresses again. */
    String serversState(String slot) {
        return socket.ask("show servers state " + slot).strip() + "\n";
    }

    /** Makes exactly these endpoints the ones of the slot. No request is led there now. */
    void fill(Slot slot, List<Endpoint> endpoints) {
        for (int i = 0; i < slot.servers().size(); i++) {
            String server = slot.backend() + "/" + slot.servers().get(i).name();
            if (i < endpoints.size()) {
                Endpoint to = endpoints.get(i);
                // Answered by what was changed, or that nothing was; what came of it is read back.
                socket.ask("set server " + server + " addr " + to.host() + " port " + to.port());
                socket.tell("set server " + server + " state ready");
            } else {
                socket.tell("set server " + server + " state maint");
            }
        }
        List<Endpoint> now = new Slot(slot.number(), slot.backend(), servers(slot.backend())).endpoints();
        if (!now.equals(endpoints)) {
            throw new TrafficFailure("HAProxy was told that " + slot.backend() + " is " + endpoints + ", and says "
                    + now + ": look at the servers of that backend in its configuration.");
        }
    }

    /** What HAProxy has counted of a slot. */
    Counted counted(Slot slot) {
        return read(() -> readCounted(slot));
    }

    private Counted readCounted(Slot slot) {
        Tally tally = Tally.NONE;
        long now = 0;
        long ever = 0;
        for (Map<String, String> row :
                table(socket.ask("show stat -1 6 -1").lines().toList(), ",")) {
            if (!slot.backend().equals(row.get("pxname"))) {
                continue;
            }
            if ("BACKEND".equals(row.get("svname"))) {
                now = Tally.number(row, "scur");
                ever = Tally.number(row, "stot");
            } else {
                tally = tally.plus(Tally.of(row));
            }
        }
        return new Counted(tally, now, ever);
    }

    /** @param now requests that are in the slot; {@code ever} those that came into it */
    record Counted(Tally tally, long now, long ever) {}

    /** Rows by the names in the header line, which begins with {@code #}: columns differ between versions. */
    private static List<Map<String, String>> table(List<String> lines, String separator) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> header = List.of();
        for (String line : lines) {
            if (line.startsWith("#")) {
                header = List.of(line.substring(1).strip().split(separator));
                continue;
            }
            String[] columns = line.split(separator, -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(columns.length, header.size()); i++) {
                row.put(header.get(i), columns[i]);
            }
            if (row.size() > 1) {
                rows.add(row);
            }
        }
        return rows;
    }

    static String written(Map<String, String> lines) {
        return lines.entrySet().stream()
                .map(line -> line.getKey() + " " + line.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
