package dev.slipway.actions.migrate;

import dev.slipway.hands.Given;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.ShellText;
import dev.slipway.postgres.Address;
import dev.slipway.postgres.Tools;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** With what is migrated, as a runbook says it. */
public record Means(
        @Doc("Whose migrations they are") Tool tool,

        @Doc("The directory in which the tool runs, such as the folder of the new version")
        Optional<String> in,

        @Doc("How the tool is called, as bash reads it, such as 'docker compose run --rm -T app python manage.py'")
        @ShellText
        Optional<String> command,

        @Doc("The folder of the migrations, seen from 'in'") Optional<String> folder,

        @Doc("The variable with the address of the database, such as $DATABASE_URL")
        Optional<String> url,

        @Doc("The table in which tool sql keeps what is applied, else slipway_migrations")
        Optional<String> table,

        @Doc("What tool custom does, by commands") Optional<Commands> commands,

        @Doc("The folder of psql, when PATH leads to another")
        Optional<String> tools) {
    private static final Pattern TABLE = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");

    public Means {
        url.ifPresent(text -> Given.check("url", text));
        if (tool.byTable() && url.isEmpty()) {
            throw new IllegalArgumentException("'url' is missing: tool " + tool.word()
                    + " is asked by its table, and the variable with the address of the database says where that is");
        }
        if (folder.isPresent() && tool.folder().isEmpty()) {
            throw new IllegalArgumentException("'folder' says nothing to tool " + tool.word() + ": it knows its own");
        }
        if (table.isPresent() && tool != Tool.SQL) {
            throw new IllegalArgumentException("'table' says nothing to tool " + tool.word() + ": it knows its own");
        }
        if (table.isPresent() && !TABLE.matcher(table.get()).matches()) {
            throw new IllegalArgumentException("'table' is a name in small letters, such as slipway_migrations");
        }
        if (command.isPresent() && (tool == Tool.SQL || tool == Tool.CUSTOM)) {
            throw new IllegalArgumentException("'command' says nothing to tool " + tool.word()
                    + (tool == Tool.SQL ? ": psql does it" : ": 'commands' says all of them"));
        }
        if ((tool == Tool.CUSTOM) != commands.isPresent()) {
            throw new IllegalArgumentException(
                    tool == Tool.CUSTOM
                            ? "'commands' is missing: tool custom is known by them alone"
                            : "'commands' is for tool custom");
        }
    }

    /** The directory in which the tool runs, as a place understands it. */
    Optional<String> directory(Site site) {
        return in.map(path -> path.startsWith("/")
                        ? path
                        : site.directory().map(before -> before + "/" + path).orElse(path))
                .or(site::directory);
    }

    /** Which history it is, among those that a release may record. */
    String schema() {
        return Stream.of(
                        Optional.of(tool.word()),
                        url,
                        table.map(name -> "table " + name),
                        folder.filter(path -> !path.equals(tool.folder())).map(path -> "folder " + path))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    String folderOr() {
        return folder.orElse(tool.folder());
    }

    /** The database as Slipway itself reaches it; empty where nobody said how. */
    Optional<Tools> database(Site site) throws Refusal {
        if (url.isEmpty()) {
            return Optional.empty();
        }
        Address address = new Address.Written(
                        url, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())
                .found(site.environment());
        return Optional.of(new Tools(site, address, tools));
    }
}
