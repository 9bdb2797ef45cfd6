package dev.slipway.adopt;

import dev.slipway.adopt.Chunks.Chunk;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.runbook.Section;
import java.util.List;

/** The folder that steps of one procedure have entered, as far as the next heading. */
final class Folder {
    private final Sheet sheet;
    private int entered;
    private int enteredIn;

    Folder(Sheet sheet) {
        this.sheet = sheet;
    }

    void leave() {
        entered = 0;
    }

    /** A person goes on in the folder that was entered; a step below another heading begins where the runbook lies. */
    void look(Chunk chunk, List<Invocation> invocations, Section section) {
        if (entered > 0 && enteredIn != section.span().line() && !chunk.onlyComments()) {
            sheet.open.add(Open.said(
                    entered,
                    "Here the folder is changed. Below another heading or in another list item a step begins where the runbook lies again: see line "
                            + sheet.line(
                                    invocations.isEmpty()
                                            ? 0
                                            : invocations.getFirst().from()) + "."));
            entered = 0;
        }
        invocations.stream()
                .filter(each -> each.outer().is("cd") && each.command().top())
                .findFirst()
                .ifPresent(each -> {
                    entered = sheet.line(each.from());
                    enteredIn = section.span().line();
                });
    }
}
