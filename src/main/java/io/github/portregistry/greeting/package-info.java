/**
 * What listeners speak: the table of protocols with their hellos, and the dialogues in which
 * listeners of this machine are asked. Not API: the module does not export it.
 */
@NullMarked
package io.github.portregistry.greeting;

import org.jspecify.annotations.NullMarked;
