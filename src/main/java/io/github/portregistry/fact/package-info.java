/**
 * Reads the facts that are not in the rows of the registry: former assignments, uses, evidence and
 * history. Start with {@code Facts}. Not API: the module does not export this package.
 */
@NullMarked
package io.github.portregistry.fact;

import org.jspecify.annotations.NullMarked;
