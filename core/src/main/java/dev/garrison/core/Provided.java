package dev.garrison.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Goes on the type of a value that not every host provides to a plugin's constructor, and says what
 * it is: {@code --describe} shows it, and so does the message where nobody provides it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Provided {
  /** What it is, in words that follow "needs". */
  String value();

  /** The runner's option that says more about it, or empty. */
  String option() default "";
}
