/**
 * The registry of ports: assignments, statuses with evidence, observed uses and history.
 *
 * <p>Start with {@link io.github.portregistry.PortRegistry}. It returns all other types of this
 * package, which are immutable values.
 */
@NullMarked
package io.github.portregistry;

import org.jspecify.annotations.NullMarked;
