/**
 * Everything known about one port, as text to read.
 *
 * <p>{@link io.github.portregistry.dossier.Dossier} is the way in.
 */
@NullMarked
package io.github.portregistry.dossier;

import org.jspecify.annotations.NullMarked;
