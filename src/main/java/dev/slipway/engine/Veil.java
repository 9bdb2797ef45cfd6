package dev.slipway.engine;

import dev.slipway.base.Data;
import dev.slipway.base.Masker;
import dev.slipway.base.Secret;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the secrets of a run out of every word that leaves its hands, whichever hand it was. */
final class Veil {
    private final Masker masker;
    /** Of a sentence that must be read only the value itself can be taken out; outputs are withheld as a whole. */
    private final List<Secret> tooShort;

    Veil(Found found) {
        masker = Masker.of(found.masked());
        tooShort = found.masked().stream()
                .filter(secret -> masker.tooShort().contains(secret.name()))
                .toList();
    }

    boolean isFull() {
        return tooShort.isEmpty();
    }

    String over(String text) {
        String shown = masker.mask(text);
        for (Secret secret : tooShort) {
            shown = shown.replace(secret.reveal(), secret.toString());
        }
        return shown;
    }

    /**
     * Texts alone: a number that looks like a secret is none. What is data is read again by conditions and later steps, and a
     * word as short as {@code true} stands in it by chance: it stays as it is.
     */
    Data over(Data data) {
        return switch (data) {
            case Data.Text(String text) -> Data.of(masker.mask(text));
            case Data.Listing(List<Data> items) ->
                new Data.Listing(items.stream().map(this::over).toList());
            case Data.Mapping(Map<String, Data> entries) -> new Data.Mapping(over(entries));
            case Data.Bool _, Data.Num _, Data.Nothing _ -> data;
        };
    }

    private Map<String, Data> over(Map<String, Data> entries) {
        Map<String, Data> all = new LinkedHashMap<>();
        entries.forEach((name, value) -> all.put(name, over(value)));
        return all;
    }

    Report over(Report report) {
        return switch (report) {
            case Report.Finished f -> new Report.Finished(f.step(), f.attempt(), f.direction(), over(f.outcome()));
            case Report.NeverBegan n -> n;
            case Report.Gone g -> new Report.Gone(g.step(), g.attempt(), g.direction(), over(g.why()));
            case Report.Seen s -> new Report.Seen(s.step(), s.attempt(), over(s.sighting()));
            case Report.Noted n -> new Report.Noted(n.step(), n.attempt(), over(n.text()));
        };
    }

    private Outcome over(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded s -> new Outcome.Succeeded(over(s.summary()), over(s.outputs()));
            case Outcome.Failed f -> new Outcome.Failed(over(f.reason()));
            case Outcome.InDoubt d -> new Outcome.InDoubt(over(d.why()));
        };
    }

    private Sighting over(Sighting sighting) {
        return switch (sighting) {
            case Sighting.Applied a -> new Sighting.Applied(over(a.outputs()));
            case Sighting.Absent a -> a;
            case Sighting.Unknown u -> new Sighting.Unknown(over(u.why()));
        };
    }
}
