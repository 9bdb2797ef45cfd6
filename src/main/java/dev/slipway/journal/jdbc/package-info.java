/**
 * The durable journal: SQLite for one machine, PostgreSQL for several, by the same statements over plain JDBC. What differs
 * is in a Dialect. The one package that knows SQL. Must not know what entries mean, nor decide who may take a lease.
 */
@NullMarked
package dev.slipway.journal.jdbc;

import org.jspecify.annotations.NullMarked;
