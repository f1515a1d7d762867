package io.github.portregistry;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a type whose JSON is an object: its properties are the components of the record, in one
 * order for all types, without empty values.
 *
 * <p>Jackson's annotations are here and not on the records. Without Jackson on its class path, a
 * compiler warns about each of them on a record, and {@code -Werror} then breaks the build of
 * everyone who uses the record. It does not check annotations of an annotation.
 */
@JacksonAnnotationsInside
@JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "name",
  "number",
  "first",
  "last",
  "port",
  "relation",
  "certainty",
  "range",
  "serviceName",
  "ports",
  "transport",
  "state",
  "status",
  "liveness",
  "doubt",
  "ianaState",
  "transports",
  "block",
  "application",
  "category",
  "commonName",
  "confidence",
  "kind",
  "strength",
  "description",
  "detail",
  "assignee",
  "contact",
  "registered",
  "modified",
  "references",
  "serviceCode",
  "unauthorizedUse",
  "aliasOf",
  "releasedOn",
  "lastSeen",
  "absentBy",
  "notBefore",
  "notAfter",
  "before",
  "after",
  "authority",
  "successor",
  "source",
  "version",
  "date",
  "outcome",
  "url",
  "sources",
  "consulted",
  "snapshotDate",
  "knownUntil",
  "sha256",
  "rows",
  "namedRows",
  "rowsWithoutPort",
  "missingRows",
  "base",
  "overlaid",
  "assignments",
  "unnamedEntries",
  "formerAssignments",
  "observedUses",
  "evidence",
  "related",
  "history"
})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Json {}
