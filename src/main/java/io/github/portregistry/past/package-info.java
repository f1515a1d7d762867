/**
 * The registry of an earlier day, made by taking changes back. Not API: the module does not export
 * it.
 */
@NullMarked
package io.github.portregistry.past;

import org.jspecify.annotations.NullMarked;
