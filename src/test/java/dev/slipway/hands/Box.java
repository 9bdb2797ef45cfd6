package dev.slipway.hands;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A running container of a test; it shares the machine's folder for temporary files, so that the test sees what steps do. */
public final class Box implements AutoCloseable {
    /** Files of this machine, each as NAME=FILE or FILE, with what they are linked to. */
    private static final String IMPORT = """
            set -eu
            root=$(mktemp -d)
            trap 'rm -rf "$root"' EXIT
            image=$1
            shift
            mkdir -p "$root/usr/bin" "$root/tmp" "$root/proc" "$root/dev" "$root/etc"
            chmod 1777 "$root/tmp"
            for folder in bin sbin lib lib64; do mkdir -p "$root/usr/$folder"; ln -s "usr/$folder" "$root/$folder"; done
            for pair in "$@"; do
              file=$(type -P "${pair#*=}")
              name=${pair%%=*}
              cp -L "$file" "$root/usr/bin/${name##*/}"
              for library in $(ldd "$file" 2>/dev/null | grep -o '/[^ ]*' || :); do
                mkdir -p "$root/$(dirname "$library")"
                [ -e "$root/$library" ] || cp -L "$library" "$root/$library"
              done
            done
            printf 'root:x:0:0::/:/bin/sh\\nuser:x:1000:1000::/tmp:/bin/sh\\n' >"$root/etc/passwd"
            tar -C "$root" -c . | docker import - "$image" >/dev/null
            """;

    private static final List<String> SHELLS = List.of(
            "sh=dash bash cat tty mkfifo sleep base64 head tr setsid grep rm touch mkdir stat sed id uname printf"
                    .split(" "));

    private final String name;

    private Box(String name) {
        this.name = name;
    }

    /** An image with bash, dash and what steps usually call; made by whoever asks first. */
    public static String shells() {
        return image("shells", SHELLS);
    }

    /** As {@link #shells}, with more files. */
    public static String shellsWith(String name, List<String> files) {
        return image(name, Stream.concat(SHELLS.stream(), files.stream()).toList());
    }

    /** An image with these files and nothing else; made by whoever asks first. */
    public static String image(String name, List<String> files) {
        // Another list makes another image.
        String image = "slipway-test/" + name + ":" + Integer.toHexString(files.hashCode());
        if (Engine.docker("image", "ls", "--quiet", image).isEmpty()) {
            List<String> words = new ArrayList<>(List.of("bash", "-c", IMPORT, "import", image));
            words.addAll(files);
            Engine.said(words.toArray(String[]::new));
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
