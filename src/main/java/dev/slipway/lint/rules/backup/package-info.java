/** Rules about backups and restores: what is kept, whether it can be trusted, and what putting it back destroys. May know: lint.rules, lint.story. */
@NullMarked
package dev.slipway.lint.rules.backup;

import org.jspecify.annotations.NullMarked;
