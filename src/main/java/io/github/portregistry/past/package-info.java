/**
 * Reconstructs the registry of an earlier day by undoing changes. Start with {@code PastRegistry}.
 * Not API: the module does not export this package.
 */
@NullMarked
package io.github.portregistry.past;

import org.jspecify.annotations.NullMarked;
