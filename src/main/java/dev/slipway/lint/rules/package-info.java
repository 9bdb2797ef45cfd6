/**
 * What a rule is: a card that says what goes wrong, with examples of wrong and right that are its tests and its page,
 * and a look at the story. A family of rules a package below this one, a rule a file, all listed in {@code lint.Catalogue}.
 * A rule asks the story and its world; it never reads the document's text by itself where a fact says the same, and never
 * knows the words of one document. How to write one: docs/decisions/0036-rules-are-cards-with-examples.md.
 */
@NullMarked
package dev.slipway.lint.rules;

import org.jspecify.annotations.NullMarked;
