package dev.slipway.lint.tools;

import dev.slipway.lint.shell.Arg;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a command does to the world, or asks of it. An empty list of names means everything that the engine runs. */
public sealed interface Fact {

    enum Engine {
        COMPOSE,
        DOCKER,
        SWARM,
        KUBERNETES,
        SYSTEMD,
        PM2,
        /** A script of the repository, by its name: {@code ./stop.sh}, {@code npm run prod:stop}. */
        SCRIPT
    }

    enum Database {
        POSTGRES,
        MYSQL,
        MONGO,
        REDIS,
        SQLITE,
        /** A script or an archive of files: nobody can tell. */
        SOME
    }

    enum How {
        BUILDS,
        PULLS,
        FORCES,
        WITHOUT_DEPENDENCIES,
        ONE_OFF
    }

    record Up(Engine engine, List<String> names, Set<How> how) implements Fact {
        public Up {
            names = List.copyOf(names);
            how = Set.copyOf(how);
        }

        public boolean builds() {
            return how.contains(How.BUILDS);
        }
    }

    /** @param removes what the containers hold is gone: their logs, their files */
    record Down(Engine engine, List<String> names, boolean removes) implements Fact {
        public Down {
            names = List.copyOf(names);
        }
    }

    record Restart(Engine engine, List<String> names) implements Fact {
        public Restart {
            names = List.copyOf(names);
        }
    }

    /** A container or pod is entered; it must run, but for a one-off. */
    record Enter(Engine engine, String name, boolean oneOff) implements Fact {}

    record Build(Engine engine, List<String> names) implements Fact {
        public Build {
            names = List.copyOf(names);
        }
    }

    record Pull(Engine engine, List<String> names) implements Fact {
        public Pull {
            names = List.copyOf(names);
        }
    }

    /** A name is given to an image. */
    record Tag(String image) implements Fact {}

    /** An image becomes what runs: {@code kubectl set image}, {@code helm upgrade}. */
    record Release(Engine engine, List<String> names) implements Fact {
        public Release {
            names = List.copyOf(names);
        }
    }

    enum Change {
        CHECKOUT,
        PULL,
        RESET,
        CLONE,
        FETCH,
        COMPARE
    }

    /** Source code. {@code ref} is empty where none is named. */
    record Code(Change change, String ref) implements Fact {
        /** Other files lie in the working tree afterwards. */
        public boolean replaces() {
            return change != Change.FETCH && change != Change.COMPARE;
        }
    }

    enum Form {
        PLAIN,
        ARCHIVE,
        UNKNOWN
    }

    /** @param file empty where it goes down a pipe or nobody can tell */
    record Dump(Database database, Optional<Arg> file, Form form, boolean redirected) implements Fact {}

    /** @param guarded it stops at the first mistake */
    record Restore(Database database, Optional<Arg> file, Form form, boolean guarded) implements Fact {}

    enum Turn {
        FORWARD,
        BACK,
        PREVIEW,
        SHOW,
        RESET
    }

    record Migrate(String tool, Turn turn) implements Fact {}

    record Query(Database database, String text) implements Fact {}

    record Prune(boolean images, boolean all, boolean volumes, boolean forced) implements Fact {}

    record Delete(List<Arg> paths, boolean recursive) implements Fact {
        public Delete {
            paths = List.copyOf(paths);
        }
    }

    /** @param faithful owner, mode and times are kept */
    record Copy(Arg source, Arg destination, boolean recursive, boolean faithful) implements Fact {}

    record Move(Arg source, Arg destination) implements Fact {}

    /** @param deletes what only the destination has */
    record Sync(Arg source, Arg destination, boolean deletes) implements Fact {}

    record Link(Arg to, Arg name) implements Fact {}

    /** Files are unpacked over a folder. */
    record Unpack(Optional<Arg> archive, Optional<Arg> folder) implements Fact {}

    record Logs(Engine engine, List<String> names) implements Fact {
        public Logs {
            names = List.copyOf(names);
        }
    }

    /** @param strict an answer of 400 or more is a failure */
    record Probe(Arg url, boolean strict, boolean plainGet) implements Fact {}

    /** @param time empty where a number is missing */
    record Wait(String time) implements Fact {}

    record Maintenance(boolean on) implements Fact {}

    /** The proxy reads its configuration again. */
    record Reload(String proxy) implements Fact {}
}
