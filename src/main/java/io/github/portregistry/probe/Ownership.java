package io.github.portregistry.probe;

/**
 * Who holds a listening socket, or why that cannot be told.
 *
 * <pre>{@code
 * if (listener.ownership() instanceof Known known) {
 *   known.holders().forEach(holder -> System.out.println(holder.pid() + " " + holder.executable()));
 * }
 * }</pre>
 */
@Json.ByKind
public sealed interface Ownership permits Known, Denied, NotVisible, Vanished {}
