/**
 * What a port number is assigned to, what it is really used for, and what became of the assignment.
 *
 * <p>{@link io.github.portregistry.PortRegistry} is the way in; everything else here is an
 * immutable value that it hands out.
 */
@NullMarked
package io.github.portregistry;

import org.jspecify.annotations.NullMarked;
