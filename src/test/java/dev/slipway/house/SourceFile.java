package dev.slipway.house;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One Java file as text, for the rules that bytecode cannot answer. */
record SourceFile(String path, String text) {

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    String packageName() {
        Matcher matcher = PACKAGE.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    boolean isPackageInfo() {
        return path.endsWith("package-info.java");
    }

    List<String> lines() {
        return text.lines().toList();
    }
}
