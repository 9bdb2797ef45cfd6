package dev.slipway.parameters;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A type that is written as one text, and read from it by a static method {@code of(String)}, which refuses with an
 * {@link IllegalArgumentException} of one sentence. The value is what people call it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Written {
    String value();

    /** Whether a bare number may stand for it: {@code rate: 50}. */
    boolean orNumber() default false;
}
