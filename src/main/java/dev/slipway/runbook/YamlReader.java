package dev.slipway.runbook;

import dev.slipway.base.Data;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML text to values with their places in the document. Anchors, aliases, tags, merge keys, duplicate keys and further
 * documents are problems at their place; a syntax error ends the reading with one problem.
 */
public final class YamlReader {
    /** Far more than people write by hand, far less than what makes a machine slow. */
    static final int LARGEST_TEXT = 1_000_000;

    static final int DEEPEST = 32;
    static final int MOST_VALUES = 10_000;

    private final Positions positions;
    private final List<Problem> problems;
    private final Iterator<Event> events;
    private final YamlMistakes mistakes;
    private int values;
    private int depth;
    private int lastEnd;
    private boolean stopped;

    private YamlReader(Positions positions, List<Problem> problems) {
        this.positions = positions;
        this.problems = problems;
        this.events = new Parse(settings(positions.text()))
                .parseString(positions.text())
                .iterator();
        this.mistakes = new YamlMistakes(positions);
    }

    /**
     * Empty without a problem where there is no value at all; empty with one where the text is no YAML.
     *
     * @param firstLine the line of the document on which the text begins
     * @param firstColumn the column of the document in which each line of the text begins
     */
    public static Optional<Yaml> read(
            String file, String text, int firstLine, int firstColumn, List<Problem> problems) {
        Positions positions = new Positions(file, text, firstLine, firstColumn);
        if (text.length() > LARGEST_TEXT) {
            problems.add(new Problem(
                    positions.point(0),
                    "this YAML is larger than 1 MB",
                    "Keep data of that size in a file of its own."));
            return Optional.empty();
        }
        return new YamlReader(positions, problems).read();
    }

    /** The buffer takes the whole text: the engine fails where a pair of surrogates would be parted by the end of one. */
    private static LoadSettings settings(String text) {
        return LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .setBufferSize(text.length() + 16)
                .build();
    }

    private Optional<Yaml> read() {
        try {
            Optional<Yaml> whole = Optional.empty();
            while (!stopped && events.hasNext()) {
                Event event = events.next();
                if (event instanceof DocumentStartEvent start) {
                    if (whole.isPresent()) {
                        stop(
                                from(start),
                                "a second YAML document begins here",
                                "Remove this line: there is one document.");
                    } else {
                        refuseDirectives(start);
                        whole = Optional.of(value(events.next()));
                    }
                }
            }
            return stopped ? Optional.empty() : whole;
        } catch (YamlEngineException e) {
            problems.add(mistakes.problem(e));
            return Optional.empty();
        }
    }

    private void refuseDirectives(DocumentStartEvent start) {
        if (start.getSpecVersion().isPresent() || !start.getTags().isEmpty()) {
            add(from(start), "YAML directives (%YAML, %TAG) are not read here", "Remove this line.");
        }
    }

    private Yaml value(Event event) {
        if (++values > MOST_VALUES) {
            stop(from(event), "this YAML has more than 10,000 values", "Keep data of that size in a file of its own.");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            refuseAnchor(node);
        }
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case CollectionStartEvent start -> collection(start);
            case AliasEvent alias -> standIn(alias);
            default -> throw new IllegalStateException("not the beginning of a value: " + event.getEventId());
        };
    }

    private void refuseAnchor(NodeEvent node) {
        boolean alias = node instanceof AliasEvent;
        add(
                from(node),
                alias ? "aliases (*name) are not read here" : "anchors (&name) are not read here",
                alias
                        ? "Write the value out, or quote it if it begins with a star."
                        : "Write the value out wherever it is needed, or quote it if it begins with '&'.");
    }

    private void refuseTag(Event event) {
        add(from(event), "tags (!name) are not read here", "Remove it, or quote the value if it begins with '!'.");
    }

    private Yaml.Scalar scalar(ScalarEvent event) {
        event.getTag().ifPresent(_ -> refuseTag(event));
        int from = from(event);
        int to = Math.max(from, to(event));
        String written = positions.text().substring(from, to).stripTrailing();
        lastEnd = from + written.length();
        mistakes.passed(from, lastEnd);
        if (written.isEmpty()) {
            return nothing(from);
        }
        Span span = positions.span(from, lastEnd);
        Data data =
                event.isPlain() && event.getTag().isEmpty() ? plain(event.getValue(), span) : Data.of(event.getValue());
        return new Yaml.Scalar(event.getValue(), data, written, span);
    }

    private Data plain(String text, Span span) {
        return CoreSchema.read(text).orElseGet(() -> {
            problems.add(new Problem(
                    span,
                    "'" + YamlMistakes.brief(text) + "' is not a number that can be kept exactly",
                    "Quote it if it is text: " + YamlMistakes.quoted(text)));
            return Data.of(text);
        });
    }

    /** Text, so that nobody complains of an empty value besides. */
    private Yaml.Scalar standIn(AliasEvent alias) {
        lastEnd = to(alias);
        String written = positions.text().substring(from(alias), lastEnd);
        return new Yaml.Scalar(written, Data.of(written), written, positions.span(from(alias), lastEnd));
    }

    private Yaml.Scalar nothing(int at) {
        return new Yaml.Scalar("", Data.nothing(), "", positions.point(at));
    }

    private Yaml collection(CollectionStartEvent start) {
        start.getTag().ifPresent(_ -> refuseTag(start));
        if (++depth > DEEPEST) {
            stop(from(start), "this YAML is nested more than 32 deep", "Flatten it.");
        }
        Yaml whole = start instanceof MappingStartEvent ? mapping(start) : listing(start);
        depth--;
        return whole;
    }

    private Yaml listing(CollectionStartEvent start) {
        List<Yaml> items = new ArrayList<>();
        Event event = events.next();
        while (!stopped && event.getEventId() != Event.ID.SequenceEnd) {
            items.add(value(event));
            event = events.next();
        }
        return new Yaml.Listing(items, positions.span(from(start), end(start, event)));
    }

    private Yaml mapping(CollectionStartEvent start) {
        List<Yaml.Entry> entries = new ArrayList<>();
        Map<String, Yaml.Scalar> seen = new HashMap<>();
        Event event = events.next();
        while (!stopped && event.getEventId() != Event.ID.MappingEnd) {
            Yaml key = value(event);
            Yaml value = stopped ? key : value(events.next());
            if (key instanceof Yaml.Scalar name && accepts(name, event)) {
                Yaml.Scalar first = seen.putIfAbsent(name.text(), name);
                if (first == null) {
                    entries.add(new Yaml.Entry(name, value));
                } else {
                    refuseSecond(name, first);
                }
            } else if (!(key instanceof Yaml.Scalar)) {
                add(from(event), "a key is one word, not a list or a mapping", "Quote it if it is text.");
            }
            if (!stopped) {
                event = events.next();
            }
        }
        return new Yaml.Mapping(entries, positions.span(from(start), end(start, event)));
    }

    private boolean accepts(Yaml.Scalar key, Event event) {
        if (key.text().isEmpty()) {
            add(from(event), "a name is missing before the ':'", "Write 'name: value'.");
        } else if (key.text().equals("<<") && key.written().equals("<<")) {
            problems.add(new Problem(key.span(), "merge keys (<<) are not read here", "Write the entries out."));
        } else {
            return true;
        }
        return false;
    }

    private void refuseSecond(Yaml.Scalar name, Yaml.Scalar first) {
        problems.add(new Problem(
                name.span(),
                "the key '" + YamlMistakes.brief(name.text()) + "' stands here twice",
                "It stands on line " + first.span().line() + " already; keep one of them."));
    }

    /** A block collection ends with its last value; the library says where the next one begins. */
    private int end(CollectionStartEvent start, Event end) {
        if (start.isFlow() && !stopped) {
            lastEnd = Math.max(from(start), to(end));
        }
        return Math.max(from(start), lastEnd);
    }

    private void add(int at, String says, String help) {
        problems.add(new Problem(positions.point(at), says, help));
    }

    private void stop(int at, String says, String help) {
        if (!stopped) {
            stopped = true;
            add(at, says, help);
        }
    }

    private int from(Event event) {
        return positions.offset(event.getStartMark().orElseThrow().getIndex());
    }

    private int to(Event event) {
        return positions.offset(event.getEndMark().orElseThrow().getIndex());
    }
}
