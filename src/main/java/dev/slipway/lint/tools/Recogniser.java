package dev.slipway.lint.tools;

import dev.slipway.lint.shell.Invocation;
import java.util.List;

/** Knows the programs of one family. Stateless. */
interface Recogniser {
    void facts(Invocation invocation, List<Fact> out);
}
