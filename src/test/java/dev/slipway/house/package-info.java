/**
 * The rules of the house as data, and the tests that hold the code to them. May know the names of all packages, no
 * types in them. Each rule has a test in which a sketch of a broken house is caught.
 */
@NullMarked
package dev.slipway.house;

import org.jspecify.annotations.NullMarked;
