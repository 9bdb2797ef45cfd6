package dev.slipway.house;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All rules by name, and what each finds in the given code. */
public final class Rules {

    private static final List<Rule> ALL = List.of(
            new EveryPackageHasAFloor(),
            new ArrowsPointDown(),
            new NoCycles(),
            new LibrariesHaveOwners(),
            new LowerFloorsArePure(),
            new OnlyTheEngineStartsThreads(),
            new EveryPackageSaysWhatItIsFor(),
            new FilesStayShort(),
            new NounsAreTheHouses(),
            new OptionalIsAnAnswer(),
            new BaseStaysSmall(),
            new OneActionAFile());

    private Rules() {}

    public static Map<String, List<String>> brokenIn(Path classes, Path... sourceFolders) {
        Code code = Code.of(classes, sourceFolders);
        Map<String, List<String>> broken = new LinkedHashMap<>();
        ALL.forEach(rule -> broken.put(rule.getClass().getSimpleName(), broken(rule, code, House.DEBTS)));
        return broken;
    }

    /** What breaks the rule and is no debt, and debts that are paid: the list can only get shorter. */
    static List<String> broken(Rule rule, Code code, Set<Debt> debts) {
        String name = rule.getClass().getSimpleName();
        List<String> sentences = rule.broken(code).toList();
        Stream<String> open =
                sentences.stream().filter(sentence -> debts.stream().noneMatch(debt -> debt.covers(name, sentence)));
        Stream<String> paid = debts.stream()
                .filter(debt -> debt.rule().equals(name) && debt.isPresentIn(code))
                .filter(debt -> sentences.stream().noneMatch(sentence -> debt.covers(name, sentence)))
                .map(debt -> debt.subject() + " has paid its debt: remove it from House.DEBTS")
                .sorted();
        return Stream.concat(open, paid).toList();
    }
}
