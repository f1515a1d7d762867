package io.github.portregistry;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.fact.Catalog;
import io.github.portregistry.fact.FactTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the everyday names that were collected: names that the registry does not have for their
 * port, each with one source that anybody can look into.
 */
final class EverydayImport {

  private static final List<String> HEADER =
      List.of("name", "service_name", "port", "transport", "source", "several_meanings");

  /** A URL, perhaps with a remark after it. */
  private static final Pattern URL = Pattern.compile("(https://\\S+)( \\(.*\\))?");

  /** What a person knows, or a note of somebody: nothing in it can be checked. */
  private static final Pattern UNCHECKED =
      Pattern.compile("RFC \\d+|abbreviation of .*|https://gist\\.github\\.com/.*");

  private final EvidenceImport evidence;
  private final List<RegistryRow> registry;
  private final Map<String, Catalog> catalogs;

  EverydayImport(
      EvidenceImport evidence, List<RegistryRow> registry, Map<String, Catalog> catalogs) {
    this.evidence = evidence;
    this.registry = registry;
    this.catalogs = catalogs;
  }

  List<FactTable.Row<EverydayName>> names() throws IOException {
    List<FactTable.Row<EverydayName>> names = new ArrayList<>();
    for (Fields fields : evidence.rows("everyday-names.csv", HEADER)) {
      String name = fields.requireText(0);
      PortSpan port = fields.requirePorts(2);
      Transport transport = fields.transport(3);
      String source = source(fields.requireText(4));
      if (transport == null) {
        throw fields.fault(3, "a transport", "none");
      } else if (isRegistered(name, port)) {
        evidence.leaveOut("everyday name that is the registered one");
      } else if (source.isEmpty()) {
        evidence.leaveOut("everyday name with a source that was not checked");
      } else {
        names.add(
            new FactTable.Row<>(port, new EverydayName(name, port.first(), transport, source)));
      }
    }
    return names;
  }

  private boolean isRegistered(String name, PortSpan port) {
    String key = NameIndex.key(name);
    return registry.stream()
        .anyMatch(
            row -> {
              PortSpan ports = row.ports();
              return ports != null
                  && ports.contains(port.first())
                  && NameIndex.key(row.serviceName()).equals(key);
            });
  }

  /** Of several sources the first that can be opened, else the first that can be checked. */
  private String source(String sources) {
    String checked = "";
    for (String source : sources.split(" \\| ", -1)) {
      Matcher url = URL.matcher(source);
      if (UNCHECKED.matcher(source).matches()) {
        continue;
      }
      if (url.matches()) {
        return url.group(1);
      }
      if (checked.isEmpty()) {
        checked = named(source);
      }
    }
    return checked;
  }

  private String named(String source) {
    Catalog catalog = catalogs.get(source);
    if (catalog != null) {
      return catalog.name() + " " + catalog.version();
    }
    return source.startsWith("IANA title of ") ? source.replace("IANA", "IANA's") : source;
  }
}
