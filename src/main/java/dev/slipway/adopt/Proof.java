package dev.slipway.adopt;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import java.util.List;

/** Says what keeps an adopted document from being compiled and planned; empty when nothing does. */
@FunctionalInterface
public interface Proof {
    List<Problem> of(Source adopted);
}
