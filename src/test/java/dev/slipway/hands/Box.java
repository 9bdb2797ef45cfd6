package dev.slipway.hands;

import java.util.ArrayList;
import java.util.List;

/** A running container of a test; it shares the machine's folder for temporary files, so that the test sees what steps do. */
public final class Box implements AutoCloseable {
    /** The shells and commands of this machine, with what they are linked to. */
    private static final String IMPORT = """
            set -eu
            root=$(mktemp -d)
            trap 'rm -rf "$root"' EXIT
            mkdir -p "$root/usr/bin" "$root/usr/lib64" "$root/usr/lib" "$root/tmp" "$root/proc" "$root/dev" "$root/etc"
            chmod 1777 "$root/tmp"
            for folder in bin sbin lib lib64; do mkdir -p "$root/usr/$folder"; ln -s "usr/$folder" "$root/$folder"; done
            for word in bash dash cat tty mkfifo sleep base64 head tr printf setsid grep rm touch mkdir rmdir pwd stat sed id wc kill; do
              file=$(type -P "$word") || continue
              cp -L "$file" "$root/usr/bin/"
              for library in $(ldd "$file" | grep -o '/[^ ]*'); do
                mkdir -p "$root/$(dirname "$library")"
                [ -e "$root/$library" ] || cp -L "$library" "$root/$library"
              done
            done
            ln -sf dash "$root/usr/bin/sh"
            printf 'root:x:0:0::/:/bin/sh\\nuser:x:1000:1000::/tmp:/bin/sh\\n' >"$root/etc/passwd"
            tar -C "$root" -c . | docker import - "$1" >/dev/null
            """;

    private final String name;

    private Box(String name) {
        this.name = name;
    }

    /** An image with bash, dash and what steps usually call; made by whoever asks first. */
    public static String shells() {
        String image = "slipway-test/shells";
        if (Engine.docker("image", "ls", "--quiet", image).isEmpty()) {
            Engine.said("bash", "-c", IMPORT, "import", image);
        }
        return image;
    }

    public static Box of(String image, String... options) {
        String shared = System.getProperty("java.io.tmpdir");
        List<String> all = new ArrayList<>(List.of("--volume", shared + ":" + shared));
        all.addAll(List.of(options));
        return alone(image, all.toArray(String[]::new));
    }

    /** One that shares nothing. */
    public static Box alone(String image, String... options) {
        String name = Engine.unique("box");
        List<String> words = new ArrayList<>(List.of("run", "--detach", "--name", name));
        words.addAll(List.of(options));
        words.addAll(List.of(image, "sleep", "3600"));
        Engine.docker(words.toArray(String[]::new));
        return new Box(name);
    }

    public String name() {
        return name;
    }

    @Override
    public void close() {
        Engine.docker("rm", "--force", "--volumes", name);
    }
}
