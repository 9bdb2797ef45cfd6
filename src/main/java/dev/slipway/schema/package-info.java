/**
 * What a database's schema is and should become, as values: revisions that are applied or pending, what is wrong with them, SQL
 * text as statements, and what each of them locks, rewrites or loses. May know base. Must not know tools, places or servers.
 */
@NullMarked
package dev.slipway.schema;

import org.jspecify.annotations.NullMarked;
