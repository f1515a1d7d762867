/**
 * Asks listeners of this machine which protocol they speak, with the table of protocols and their
 * hellos. Start with {@code Greeter}. Not API: the module does not export this package.
 */
@NullMarked
package io.github.portregistry.greeting;

import org.jspecify.annotations.NullMarked;
