/** A thin command line over the library. */
@NullMarked
package io.github.portregistry.cli;

import org.jspecify.annotations.NullMarked;
