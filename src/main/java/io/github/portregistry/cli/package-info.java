/** The command line of the library. */
@NullMarked
package io.github.portregistry.cli;

import org.jspecify.annotations.NullMarked;
