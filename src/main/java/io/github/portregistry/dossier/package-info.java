/**
 * Reports everything known about one port as text for a person.
 *
 * <p>Start with {@link io.github.portregistry.dossier.Dossier}.
 */
@NullMarked
package io.github.portregistry.dossier;

import org.jspecify.annotations.NullMarked;
