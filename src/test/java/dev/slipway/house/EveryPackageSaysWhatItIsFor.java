package dev.slipway.house;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Each package has a package-info: null-marked, with at most eight lines of purpose, may know, must not. */
final class EveryPackageSaysWhatItIsFor implements Rule {

    private static final int LINES = 8;
    private static final Pattern NULL_MARKED = Pattern.compile("@(org\\.jspecify\\.annotations\\.)?NullMarked\\b");

    @Override
    public Stream<String> broken(Code code) {
        Map<String, SourceFile> infos = new TreeMap<>();
        code.sources().stream().filter(SourceFile::isPackageInfo).forEach(info -> infos.put(info.packageName(), info));
        return code.packages().stream().flatMap(name -> {
            SourceFile info = infos.get(name);
            return info == null ? Stream.of(name + " has no package-info.java") : broken(name, info);
        });
    }

    private static Stream<String> broken(String name, SourceFile info) {
        Stream.Builder<String> sentences = Stream.builder();
        if (!NULL_MARKED.matcher(info.text()).find()) {
            sentences.add(name + " is not @NullMarked");
        }
        List<String> purpose = info.lines().stream()
                .map(String::strip)
                .filter(line -> line.startsWith("/**") || line.startsWith("*"))
                .filter(line -> !line.equals("/**") && !line.equals("*/") && !line.equals("*"))
                .toList();
        if (purpose.isEmpty()) {
            sentences.add(name + " does not say what it is for");
        }
        if (purpose.size() > LINES) {
            sentences.add("%s says what it is for in %d lines: %d have to do".formatted(name, purpose.size(), LINES));
        }
        return sentences.build();
    }
}
