/** Rules about Kubernetes, Helm and Terraform. May know: lint.rules, lint.story. */
@NullMarked
package dev.slipway.lint.rules.cluster;

import org.jspecify.annotations.NullMarked;
