package dev.slipway.lint.story;

import dev.slipway.lint.tools.Fact.Database;
import java.util.Optional;

/**
 * SQL, from a fence of its own or from a command's words.
 *
 * @param act the command that sends it, if one does
 */
public record Statement(Database database, String text, Optional<Act> act, int from, int to) {}
