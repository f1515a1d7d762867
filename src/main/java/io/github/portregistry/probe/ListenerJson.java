package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.Transport;
import org.jspecify.annotations.Nullable;

/** The JSON of a {@link Listener}: its address is an object that names no host. */
@Json
record ListenerJson(
    Transport transport,
    AddressJson address,
    @Nullable Boolean acceptsIpv4,
    @Json.OrEmpty String user,
    Ownership ownership) {

  static ListenerJson of(Listener listener) {
    return new ListenerJson(
        listener.transport(),
        AddressJson.of(listener.address()),
        listener.acceptsIpv4(),
        listener.user(),
        listener.ownership());
  }

  Listener toListener() {
    return new Listener(
        transport, requireNonNull(address, "address").toAddress(), acceptsIpv4, user, ownership);
  }
}
