package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.Transport;

/** The JSON of an {@link OtherUse}: its address is an object that names no host. */
@Json
record OtherUseJson(
    OtherUse.Kind kind, Transport transport, AddressJson address, @Json.Required int count) {

  static OtherUseJson of(OtherUse use) {
    return new OtherUseJson(
        use.kind(), use.transport(), AddressJson.of(use.address()), use.count());
  }

  OtherUse toUse() {
    return new OtherUse(kind, transport, requireNonNull(address, "address").toAddress(), count);
  }
}
