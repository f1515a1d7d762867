package io.github.portregistry.dossier;

import io.github.portregistry.Jackson;
import io.github.portregistry.MadeRow;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records of a port with facts that the packaged tables do not have together. */
final class MadePorts {

  static final int NUMBER = 8500;

  private MadePorts() {}

  /** A record with lists of facts by the names that they have in JSON. */
  static PortRecord port(Map<String, List<?>> facts) {
    Map<String, Object> json = new TreeMap<>(facts);
    json.put("number", NUMBER);
    return Jackson.JACKSON_2.read(Jackson.JACKSON_2.write(json), PortRecord.class);
  }

  static PortRecord usedBy(ObservedUse... uses) {
    return port(Map.of("observedUses", List.of(uses)));
  }

  static ObservedUse use(String application) {
    return use(application, Transport.TCP);
  }

  static ObservedUse use(String application, Transport transport) {
    return use(PortSpan.of(NUMBER), transport, application, ObservedUse.Confidence.DOCUMENTED, "");
  }

  static ObservedUse disputed(String application) {
    return use(
        PortSpan.of(NUMBER), Transport.TCP, application, ObservedUse.Confidence.DISPUTED, "");
  }

  static ObservedUse dominant(String application) {
    return use(
        PortSpan.of(NUMBER), Transport.TCP, application, ObservedUse.Confidence.DOCUMENTED, "x");
  }

  /** A claim on the ports 8500-8599. */
  static ObservedUse range(String application) {
    PortSpan ports = new PortSpan(NUMBER, NUMBER + 99);
    return use(ports, Transport.TCP, application, ObservedUse.Confidence.DOCUMENTED, "");
  }

  private static ObservedUse use(
      PortSpan ports,
      Transport transport,
      String application,
      ObservedUse.Confidence confidence,
      String commonName) {
    return new ObservedUse(
        ports, transport, application, "", confidence, List.of("https://example.org/"), commonName);
  }

  /** A service over TCP. */
  static MadeRow service(String name) {
    return MadeRow.of(name).on(PortSpan.of(NUMBER), Transport.TCP);
  }
}
