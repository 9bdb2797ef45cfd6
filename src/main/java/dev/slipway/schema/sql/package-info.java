/** SQL of PostgreSQL as statements and words, and nothing more: whoever reads them says what they mean. */
@NullMarked
package dev.slipway.schema.sql;

import org.jspecify.annotations.NullMarked;
