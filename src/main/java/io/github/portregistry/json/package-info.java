/**
 * Checks the values that records get from JSON. Not API: the module does not export this package.
 *
 * <p>By default, both versions of Jackson accept {@code "80"}, {@code 80.5} or {@code ""} as a
 * number, a number as a text or a constant, and a missing number as zero, and they differ in the
 * details. The types of this package refuse such values without depending on Jackson: each property
 * that is a number, a text or a truth value is read into one of them, whatever JSON has there.
 */
@NullMarked
package io.github.portregistry.json;

import org.jspecify.annotations.NullMarked;
