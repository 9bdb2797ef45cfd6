package dev.slipway.house;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rules by name, and what each finds in the given code. */
public final class Rules {

    private static final List<Rule> ALL = List.of(
            new EveryPackageHasAFloor(),
            new ArrowsPointDown(),
            new DoorsTouchNothing(),
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
        ALL.forEach(rule ->
                broken.put(rule.getClass().getSimpleName(), rule.broken(code).toList()));
        return broken;
    }
}
