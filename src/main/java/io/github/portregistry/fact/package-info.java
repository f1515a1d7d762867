/**
 * What is known of ports beside the rows of the registry, and the tables it is read from. Not API:
 * the module does not export it.
 */
@NullMarked
package io.github.portregistry.fact;

import org.jspecify.annotations.NullMarked;
