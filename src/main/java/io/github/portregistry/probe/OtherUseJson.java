package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Whole;
import org.jspecify.annotations.Nullable;

/** The JSON of an {@link OtherUse}, with its address as an object without a host name. */
@Json
record OtherUseJson(
    OtherUse.@Nullable Kind kind,
    @Nullable Transport transport,
    AddressJson.@Nullable Address address,
    @Nullable Whole count,
    @Nullable Ownership ownership) {

  static OtherUseJson of(OtherUse use) {
    return new OtherUseJson(
        use.kind(),
        use.transport(),
        new AddressJson.Address(use.address()),
        Whole.of(use.count()),
        use.ownership());
  }

  OtherUse toUse() {
    return new OtherUse(
        Given.required("kind", kind, OtherUse.Kind.class),
        Given.required("transport", transport, Transport.class),
        Given.required("address", address, AddressJson.OBJECT).socket(),
        Whole.integer("count", count),
        ownership == null ? NotVisible.notRequested() : ownership);
  }
}
