/**
 * What listeners say: the table of protocols with their greetings, and the conversations in which
 * listeners of this machine are asked. Not API: the module does not export it.
 */
@NullMarked
package io.github.portregistry.greeting;

import org.jspecify.annotations.NullMarked;
