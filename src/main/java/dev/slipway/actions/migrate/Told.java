package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.hands.Refusal;
import dev.slipway.schema.Migration;
import dev.slipway.schema.Revision;
import dev.slipway.schema.Standing;
import dev.slipway.schema.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a script of ours says from inside an application, one JSON value: {@code heads}, {@code applied}, {@code pending},
 * {@code forked}, {@code unknown}, {@code drift}, {@code half}, {@code late}; or {@code plan} with what each revision would do.
 */
record Told(Data.Mapping all) {

    /** A script beside this class, asked for something. Its words are checked: they stand in the script as they are. */
    static String script(String file, String mode, String to) throws Refusal {
        if (!to.matches("[A-Za-z0-9_.+-]*")) {
            throw new Refusal("'" + to + "' is no name of a revision");
        }
        try (InputStream in = Objects.requireNonNull(Told.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@MODE@", mode)
                    .replace("@TO@", to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Standing standing(String remedy) {
        List<Trouble> troubles = new ArrayList<>();
        for (Data heads : items("forked")) {
            troubles.add(new Trouble.SeveralHeads(texts(heads), remedy));
        }
        List<String> unknown = items("unknown").stream().map(Data::plain).toList();
        if (!unknown.isEmpty()) {
            troubles.add(new Trouble.Unknown(unknown));
        }
        items("drift").forEach(each -> troubles.add(new Trouble.Drift(each.plain())));
        items("half").forEach(each -> troubles.add(new Trouble.HalfWay(each.plain(), "", remedy)));
        List<String> heads = items("heads").stream().map(Data::plain).toList();
        items("late").forEach(each -> troubles.add(new Trouble.OutOfOrder(each.plain(), String.join("+", heads))));
        return new Standing(
                heads,
                items("applied").stream().map(Told::revision).toList(),
                items("pending").stream().map(Told::revision).toList(),
                troubles);
    }

    private List<Data> items(String name) {
        return all.entries().get(name) instanceof Data.Listing(List<Data> items) ? items : List.of();
    }

    private static List<String> texts(Data data) {
        return data instanceof Data.Listing(List<Data> items)
                ? items.stream().map(Data::plain).toList()
                : List.of(data.plain());
    }

    private static Revision revision(Data data) {
        Map<String, Data> entries = ((Data.Mapping) data).entries();
        boolean parts = entries.get("parts") instanceof Data.Bool(boolean truth) && truth;
        return new Revision(
                text(entries, "id"), text(entries, "says"), parts ? Revision.Way.IN_PARTS : Revision.Way.AT_ONCE);
    }

    private static String text(Map<String, Data> entries, String name) {
        return entries.getOrDefault(name, Data.nothing()).plain();
    }

    List<Migration> plan() {
        List<Migration> plan = new ArrayList<>();
        for (Data each : items("plan")) {
            Map<String, Data> entries = ((Data.Mapping) each).entries();
            String sql = text(entries, "sql");
            String source = text(entries, "source");
            String rest = text(entries, "rest");
            plan.add(new Migration(
                    revision(each),
                    !source.isEmpty()
                            ? new Migration.Text.Source(source)
                            : rest.isEmpty() ? new Migration.Text.Sql(sql) : new Migration.Text.Partly(sql, rest)));
        }
        return plan;
    }
}
