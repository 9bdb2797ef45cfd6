package dev.slipway.docs;

import dev.slipway.docs.Page.Fence;
import java.util.ArrayList;
import java.util.List;

/** Writes anew what pages show as Slipway's answers to their examples. */
final class Answers {
    private Answers() {}

    static Page renewed(Page page) {
        List<String> lines = new ArrayList<>(page.text().lines().toList());
        for (Example example : Example.of(page).reversed()) {
            example.answer().ifPresent(answer -> put(lines, answer, example.said()));
        }
        return new Page(page.path(), String.join("\n", lines) + "\n");
    }

    private static void put(List<String> lines, Fence answer, String said) {
        long length = answer.text().lines().count();
        lines.subList(answer.line(), answer.line() + (int) length).clear();
        lines.addAll(answer.line(), said.lines().toList());
    }
}
