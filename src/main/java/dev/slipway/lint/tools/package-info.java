/**
 * What commands do, as facts: which service they start or stop, which file they read or write, which database they dump,
 * restore or migrate. A recogniser a tool family. May know: lint.shell. Must not know sections, order or rules.
 */
@NullMarked
package dev.slipway.lint.tools;

import org.jspecify.annotations.NullMarked;
