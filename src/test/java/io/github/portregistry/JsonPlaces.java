package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.probe.BaselineChange;
import io.github.portregistry.probe.Denied;
import io.github.portregistry.probe.Known;
import io.github.portregistry.probe.Likely;
import io.github.portregistry.probe.ListenerBaseline;
import io.github.portregistry.probe.NotVisible;
import io.github.portregistry.probe.Ownership;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.Refusal;
import io.github.portregistry.probe.Survey;
import io.github.portregistry.probe.Vanished;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents that have every property that is read, and the places of all their values. */
final class JsonPlaces {

  static final JsonMapper TREES = JsonMapper.shared();

  static final String SPAN = "{\"first\": 80, \"last\": 81}";

  static final String PORT =
      """
      {
        "number": 80,
        "overlaid": ["tcp"],
        "assignments": [{"serviceName": "a", "ports": SPAN, "transport": "tcp",
          "description": "d", "assignee": "e", "contact": "c", "registered": "2005-12",
          "modified": "2021-10-01", "references": ["RFC1", "RFC2"], "serviceCode": "s",
          "unauthorizedUse": "u", "aliasOf": "b", "status": "assigned", "liveness": "in_doubt",
          "doubt": "rfc_mention", "source": "t"}],
        "unnamedEntries": [{"ports": SPAN, "transport": "udp", "state": "reserved",
          "status": "released", "description": "d", "assignee": "e", "contact": "c",
          "registered": "2005-12", "modified": "2021-10-01", "references": ["RFC1"],
          "unauthorizedUse": "u", "source": "t"}],
        "formerAssignments": [{"transport": "sctp", "serviceName": "f", "description": "d",
          "references": ["RFC1"], "registered": "2005-12", "releasedOn": "2020-01", "authority": "IANA", "successor": "g", "kind": "moved",
          "source": "t", "lastSeen": "2019-12-01", "absentBy": "2020-02-01",
          "strength": "moderate"}],
        "observedUses": [{"ports": SPAN, "transport": "dccp", "application": "A", "category": "c",
          "confidence": "reported", "sources": ["s"], "commonName": "n"}],
        "evidence": [{"kind": "absence", "strength": "weak", "detail": "d", "source": "t",
          "serviceName": "a", "consulted": [{"source": "s", "version": "v", "date": "2026-01-01",
          "outcome": "absent", "url": "https://example.org"}]}],
        "related": [{"port": 81, "relation": "family"}],
        "history": [{"kind": "renamed", "notBefore": "2019-12-01", "notAfter": "2020-02-01",
          "ports": SPAN, "transport": "tcp", "serviceName": "a", "before": "b", "after": "a",
          "source": "t"}]
      }
      """
          .replace("SPAN", SPAN);

  static final String FINDING =
      """
      {
        "record": PORT,
        "at": "2026-11-24T12:00:00Z",
        "listeners": [
          {"transport": "tcp", "address": {"ip": "fe80::1", "scope": "2", "port": 80},
           "ipv4": "refused", "user": "daemon", "ownership": {"kind": "known", "owners": [
             {"pid": 7, "startedAt": "2026-11-24T11:00:00Z", "name": "n", "executable": "/bin/n",
              "executableDeleted": true, "executableState": "replaced", "systemOwned": true,
              "linkName": "l", "serverJar": "/j.jar", "arguments": ["n", ""], "user": "daemon",
              "runs": "r", "workingDirectory": "/w", "controlGroup": {"kind": "docker",
              "name": "i", "path": "/docker/i"}, "ancestors": [{"pid": 1, "name": "init"}]}],
             "complete": true},
             "controlGroup": {"kind": "socket_unit", "name": "n.socket", "path": "/n.socket"},
             "container": {"name": "c", "id": "i", "image": "m", "socket": "/s"},
             "spoken": {"kind": "speaks_other", "protocols": ["ftp", "smtp"], "product": "p",
              "version": "v", "tls": true, "asked": ["http", "tls"], "answer": "220\\\\r",
              "why": "w"}, "verdict": "investigate"},
          {"transport": "udp", "address": {"ip": "127.0.0.1", "port": 80},
           "ownership": {"kind": "likely", "candidates": [{"pid": 8, "executableDeleted": false}],
            "basis": "only_process_of_user", "why": "w"}},
          {"transport": "udp", "address": {"ip": "127.0.0.1", "port": 80},
           "ownership": {"kind": "denied", "why": "w"}},
          {"transport": "udp", "address": {"ip": "127.0.0.1", "port": 80},
           "ownership": {"kind": "not_visible", "cause": "kernel", "why": "w"}},
          {"transport": "udp", "address": {"ip": "127.0.0.1", "port": 80},
           "ownership": {"kind": "vanished", "why": "w"}}],
        "otherUses": [{"kind": "bound", "transport": "tcp",
          "address": {"ip": "127.0.0.1", "port": 80}, "count": 3,
          "ownership": {"kind": "denied", "why": "w"}}],
        "coverage": {"source": "proc", "socketsComplete": true, "ownersComplete": false,
          "notes": ["n"]},
        "verdict": "plausible",
        "reasons": [{"kind": "other_use", "transport": "udp", "detail": "d"}]
      }
      """
          .replace("PORT", PORT);

  static final String SURVEY =
      """
      {
        "at": "2026-11-24T12:00:00Z",
        "findings": [{"record": {"number": 80}, "at": "2026-11-24T12:00:00Z",
          "coverage": {"source": "proc", "socketsComplete": true, "ownersComplete": false},
          "verdict": "plausible"}],
        "coverage": {"source": "proc", "socketsComplete": true, "ownersComplete": false}
      }
      """;

  static final String BASELINE =
      """
      {
        "format": 1,
        "at": "2026-11-24T12:00:00Z",
        "socketsComplete": true,
        "listeners": [LISTENER]
      }
      """;

  private static final String BASELINE_LISTENER =
      """
      {"port": 80, "transport": "tcp", "addresses": ["*"], "clientPort": false, "user": "root",
       "unit": "nginx.service", "image": "m", "container": "c", "owner": {"seen": "known",
       "program": "nginx", "file": "/usr/sbin/nginx", "pid": 7,
       "startedAt": "2026-11-24T11:00:00Z", "runs": "r", "activated": false},
       "verdict": "expected"}
      """;

  static final String CHANGE =
      """
      {"kind": "replaced", "detail": "d", "before": LISTENER, "after": LISTENER, "alarm": true}
      """;

  static final String REFUSAL =
      """
      {"why": "w", "listener": LISTENER}
      """;

  static final String PROVENANCE =
      """
      {"source": "s", "snapshotDate": "2026-02-13",
       "knownUntil": "2026-09-17", "sha256": "00", "rows": 3, "namedRows": 2,
       "rowsWithoutPort": 1, "missingRows": 0,
       "base": {"rows": 0, "namedRows": 0, "rowsWithoutPort": 0, "missingRows": 0}}
      """;

  static final String EVERYDAY_NAME =
      """
      {"name": "n", "port": 80, "transport": "tcp", "source": "s"}
      """;

  static final Map<Class<?>, String> DOCUMENTS =
      Map.of(
          PortRecord.class,
          PORT,
          PortFinding.class,
          FINDING,
          Survey.class,
          SURVEY,
          Provenance.class,
          PROVENANCE,
          EverydayName.class,
          EVERYDAY_NAME,
          ServerEnd.class,
          "{\"port\": 443, \"certainty\": \"clear\"}",
          ListenerBaseline.class,
          BASELINE.replace("LISTENER", BASELINE_LISTENER),
          BaselineChange.class,
          CHANGE.replace("LISTENER", BASELINE_LISTENER),
          Refusal.class,
          REFUSAL.replace("LISTENER", BASELINE_LISTENER));

  static final Map<String, Class<?>> OWNERSHIPS =
      Map.of(
          "known", Known.class,
          "likely", Likely.class,
          "denied", Denied.class,
          "not_visible", NotVisible.class,
          "vanished", Vanished.class);

  private JsonPlaces() {}

  /**
   * A value in a document.
   *
   * @param document the type that is read
   * @param path the names and places that lead to the value
   * @param owner what is read where the value is a property
   * @param type what the value is
   */
  record Place(Class<?> document, List<Object> path, Class<?> owner, Class<?> type) {

    /** The property, by the type that is read; of an element, by that which has the list. */
    String property() {
      Object last = path.get(path.size() - 1);
      return owner.getName() + "." + (last instanceof Integer ? path.get(path.size() - 2) : last);
    }

    /** The document with another value, or without any, in this place. */
    String with(String json) {
      JsonNode root = TREES.readTree(DOCUMENTS.get(document));
      JsonNode parent = root;
      for (Object step : path.subList(0, path.size() - 1)) {
        parent = step instanceof Integer at ? parent.get(at) : parent.get((String) step);
      }
      Object last = path.get(path.size() - 1);
      if (last instanceof Integer at) {
        ((ArrayNode) parent).set(at, TREES.readTree(json));
      } else if (json.isEmpty()) {
        ((ObjectNode) parent).remove((String) last);
      } else {
        ((ObjectNode) parent).set((String) last, TREES.readTree(json));
      }
      return root.toString();
    }

    String value() {
      JsonNode node = TREES.readTree(DOCUMENTS.get(document));
      for (Object step : path) {
        node = step instanceof Integer at ? node.get(at) : node.get((String) step);
      }
      return node.toString();
    }

    /** The names on the way, of which an error has to give each. */
    List<String> names() {
      return path.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    }

    @Override
    public String toString() {
      return document.getSimpleName() + path + " " + type.getSimpleName();
    }
  }

  /** Every value of every document, and of every type that one of them has. */
  static List<Place> places() {
    List<Place> places = new ArrayList<>();
    DOCUMENTS.forEach(
        (type, json) -> addPlaces(type, List.of(), type, TREES.readTree(json), places));
    return places;
  }

  private static void addPlaces(
      Class<?> document, List<Object> path, Class<?> type, JsonNode node, List<Place> places) {
    Class<?> made = type == Ownership.class ? OWNERSHIPS.get(node.get("kind").asString()) : type;
    Class<?> read = readType(made);
    if (!read.isRecord()) {
      return;
    }
    for (RecordComponent component : read.getRecordComponents()) {
      JsonNode value = node.get(component.getName());
      if (value != null) {
        List<Object> at = and(path, component.getName());
        places.add(new Place(document, at, read, component.getType()));
        Type generic = component.getGenericType();
        if (generic instanceof ParameterizedType list) {
          Class<?> element = (Class<?>) list.getActualTypeArguments()[0];
          for (int i = 0; i < value.size(); i++) {
            places.add(new Place(document, and(at, i), read, element));
            addPlaces(document, and(at, i), element, value.get(i), places);
          }
        } else {
          addPlaces(document, at, component.getType(), value, places);
        }
      }
    }
  }

  private static List<Object> and(List<Object> path, Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  /** What Jackson reads to make a value of a type. */
  static Class<?> readType(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(JsonCreator.class))
        .map(Method::getParameterTypes)
        .map(types -> types[0])
        .findFirst()
        .orElse(type);
  }
}
