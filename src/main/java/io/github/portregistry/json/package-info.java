/**
 * What JSON has to give, and how it is refused; not exported.
 *
 * <p>By default both Jacksons take {@code "80"}, {@code 80.5} or {@code ""} for a number, a number
 * for a text or for a constant, and nothing for zero, and not all of it alike. What is to be
 * refused can be said to them by a type, without a class of theirs: each property that is a number,
 * a text or a truth value has a type of this package where it is read, which is made from whatever
 * JSON has there.
 */
@NullMarked
package io.github.portregistry.json;

import org.jspecify.annotations.NullMarked;
