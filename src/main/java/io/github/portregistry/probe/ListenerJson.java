package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import io.github.portregistry.json.Truth;
import org.jspecify.annotations.Nullable;

/** The JSON of a {@link Listener}, with its address as an object without a host name. */
@Json
record ListenerJson(
    @Nullable Transport transport,
    AddressJson.@Nullable Address address,
    @Nullable Truth acceptsIpv4,
    @Nullable Text user,
    @Nullable Ownership ownership,
    @Nullable ControlGroup controlGroup,
    @Nullable Container container,
    @Nullable Spoken spoken,
    @Nullable Verdict verdict) {

  static ListenerJson of(Listener listener) {
    Boolean acceptsIpv4 = listener.acceptsIpv4();
    return new ListenerJson(
        listener.transport(),
        new AddressJson.Address(listener.address()),
        acceptsIpv4 == null ? null : Truth.of(acceptsIpv4),
        Text.ofNonEmpty(listener.user()),
        listener.ownership(),
        listener.controlGroup(),
        listener.container(),
        listener.spoken(),
        listener.verdict() == Verdict.UNKNOWN ? null : listener.verdict());
  }

  Listener toListener() {
    return new Listener(
        Given.required("transport", transport, Transport.class),
        Given.required("address", address, AddressJson.OBJECT).socket(),
        acceptsIpv4 == null ? null : (Boolean) acceptsIpv4.value(),
        Text.orEmpty(user),
        Given.required("ownership", ownership, "an object with kind"),
        controlGroup,
        container,
        spoken,
        verdict == null ? Verdict.UNKNOWN : verdict);
  }
}
