/**
 * Reports which processes listen on the ports of this machine, and whether they fit the registry.
 *
 * <p>Start with {@link io.github.portregistry.probe.ListenerProbe}. It needs no privileges and no
 * native code, and reports what it cannot see. It always distinguishes three results: nothing
 * listens, something listens and its owner is known, and something listens but its owner is not
 * visible.
 *
 * <p>A probe connects to no listener unless {@link
 * io.github.portregistry.probe.ListenerProbe#withGreeting} makes it ask what listeners speak.
 */
@NullMarked
package io.github.portregistry.probe;

import org.jspecify.annotations.NullMarked;
