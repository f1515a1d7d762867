package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import org.jspecify.annotations.Nullable;

/** The JSON of a {@link Listener}, with its address as an object without a host name. */
@Json
record ListenerJson(
    @Nullable Transport transport,
    AddressJson.@Nullable Address address,
    Listener.@Nullable Ipv4 ipv4,
    @Nullable Text user,
    @Nullable Ownership ownership,
    @Nullable ControlGroup controlGroup,
    @Nullable Container container,
    @Nullable Spoken spoken,
    @Nullable Verdict verdict) {

  static ListenerJson of(Listener listener) {
    return new ListenerJson(
        listener.transport(),
        new AddressJson.Address(listener.address()),
        listener.ipv4(),
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
        ipv4 == null ? Listener.Ipv4.UNKNOWN : ipv4,
        Text.orEmpty(user),
        Given.required("ownership", ownership, "an object with kind"),
        controlGroup,
        container,
        spoken,
        verdict == null ? Verdict.UNKNOWN : verdict);
  }
}
