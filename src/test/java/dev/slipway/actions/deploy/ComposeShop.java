package dev.slipway.actions.deploy;

import dev.slipway.hands.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Compose project of a test: the image of a small server in Java, a busybox beside it, and nothing from any registry. What it
 * has made goes with it.
 */
final class ComposeShop implements AutoCloseable {
    /** Each class that needs it makes it; the layers of the second time are there already. */
    private static final String RECIPE = """
            set -eu
            mkdir -p root/app root/lib64 root/tmp root/bin
            "$1/bin/jlink" --add-modules java.base --strip-debug --no-header-files --no-man-pages --output root/jre
            mkdir -p root/app/dev/slipway/traffic
            cp "$2"/dev/slipway/traffic/VersionServer*.class root/app/dev/slipway/traffic/
            cp "$(command -v busybox)" root/bin/busybox
            for program in root/jre/bin/java root/jre/lib/*.so root/jre/lib/server/libjvm.so root/bin/busybox; do
              ldd "$program" 2>/dev/null || :
            done | grep -o '/[^ ]*' | grep -v "$PWD" | sort -u | while read -r lib; do
              mkdir -p "root$(dirname "$lib")"
              cp -L "$lib" "root$lib"
            done
            for word in sh sleep cat true false mkdir touch; do ln -s busybox "root/bin/$word"; done
            tar -C root -c . | docker import --change 'ENV PATH=/bin:/jre/bin' - "$3" >/dev/null
            """;

    /** It waits for its requests, as people do: {@code shop v1}. */
    private static final String SERVER = "[/jre/bin/java, -Xshare:auto, -Xmx64m, -XX:+UseSerialGC,"
            + " -XX:TieredStopAtLevel=1, -cp, /app, dev.slipway.traffic.VersionServer, 'shop ${VERSION}', '8000', 0.0.0.0]";

    private final String name = Engine.unique("compose");
    private final Path folder;

    ComposeShop(Path folder, String base) {
        this.folder = folder;
        for (String version : List.of("v1", "v2", "v3")) {
            Engine.docker("tag", base, image(version));
        }
    }

    /** The image that all versions are made of. */
    static String base(Path folder) throws Exception {
        String image = Engine.unique("compose-java");
        Files.createDirectories(folder);
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        RECIPE,
                        "recipe",
                        System.getProperty("java.home"),
                        classes().toString(),
                        image)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("the image could not be made");
        }
        return image;
    }

    private static Path classes() throws Exception {
        return Path.of(Class.forName("dev.slipway.traffic.VersionServer")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    String name() {
        return name;
    }

    String image(String version) {
        return name + ":" + version;
    }

    /**
     * The file as a team would have it.
     *
     * @param more below the service
     */
    void file(String more) throws IOException {
        file(more, "");
    }

    /** @param others further services and what else stands in the file */
    void file(String more, String others) throws IOException {
        Files.writeString(folder.resolve("docker-compose.yml"), """
                version: '3.8'
                services:
                  shop:
                    image: %s:${VERSION}
                    command: %s
                    restart: unless-stopped
                %s%s
                """.formatted(name, SERVER, more.indent(4), others));
    }

    /** {@code shop v1 (1) running}, by name. */
    List<String> containers(String service) {
        return ids(service)
                .map(id -> Engine.docker(
                        "inspect",
                        "--format",
                        "{{index .Config.Labels \"slipway.version\"}} ({{index .Config.Labels \"slipway.number\"}}) {{.State.Status}}",
                        id))
                .sorted()
                .toList();
    }

    String id(String version) {
        return ids("shop")
                .filter(id -> Engine.docker("inspect", "--format", "{{index .Config.Labels \"slipway.version\"}}", id)
                        .equals(version))
                .findFirst()
                .orElse("none");
    }

    private Stream<String> ids(String service) {
        return Engine.docker(
                        "ps",
                        "-aq",
                        "--no-trunc",
                        "--filter",
                        "label=com.docker.compose.project=" + name,
                        "--filter",
                        "label=com.docker.compose.service=" + service)
                .lines()
                .filter(line -> !line.isBlank());
    }

    @Override
    public void close() {
        List<String> all = Engine.docker("ps", "-aq", "--filter", "label=com.docker.compose.project=" + name)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (!all.isEmpty()) {
            Engine.docker(
                    Stream.concat(Stream.of("rm", "--force"), all.stream()).toArray(String[]::new));
        }
        for (String kind : List.of("network", "volume")) {
            Engine.docker(kind, "ls", "-q", "--filter", "label=com.docker.compose.project=" + name)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(each -> Engine.docker(kind, "rm", each));
        }
        for (String version : List.of("v1", "v2", "v3")) {
            Engine.docker("rmi", image(version));
        }
    }
}
