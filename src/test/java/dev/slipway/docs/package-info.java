/**
 * Keeps the documentation true: parts that the code knows are written from the code, examples are compiled, links lead
 * somewhere, and the README's commands are run.
 */
@NullMarked
package dev.slipway.docs;

import org.jspecify.annotations.NullMarked;
