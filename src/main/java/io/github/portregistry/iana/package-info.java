/** The registry as IANA publishes it, read into rows. Not API: the module does not export it. */
@NullMarked
package io.github.portregistry.iana;

import org.jspecify.annotations.NullMarked;
