/**
 * Reads the file that IANA publishes into registry rows. Start with {@code IanaCopy}. Not API: the
 * module does not export this package.
 */
@NullMarked
package io.github.portregistry.iana;

import org.jspecify.annotations.NullMarked;
