/**
 * Speaks with MariaDB and MySQL in their own protocol, as far as asking needs it. Must not know what is asked, or runs.
 */
@NullMarked
package dev.slipway.mariadb;

import org.jspecify.annotations.NullMarked;
