/**
 * Reports what listens on the ports of this machine, and whether that fits the registry.
 *
 * <p>{@link io.github.portregistry.probe.ListenerProbe} is the way in. It needs no privileges and
 * no native code, and says so where it cannot see: nothing listens, something listens and here is
 * its owner, and something listens whose owner cannot be seen are three answers that are never
 * mixed.
 *
 * <p>A probe connects to no listener unless {@link
 * io.github.portregistry.probe.ListenerProbe#withGreeting} tells it to ask what listeners speak.
 */
@NullMarked
package io.github.portregistry.probe;

import org.jspecify.annotations.NullMarked;
