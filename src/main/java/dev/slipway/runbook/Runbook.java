package dev.slipway.runbook;

import dev.slipway.base.Source;

/**
 * One document. {@code root} is a section of level 0 that holds what stands before the first heading, and the rest as its
 * subsections. The document's text below the front matter can be written back unchanged from {@code source}.
 */
public record Runbook(Source source, String title, FrontMatter frontMatter, Section root) {}
