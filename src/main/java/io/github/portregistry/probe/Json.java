package io.github.portregistry.probe;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a type whose JSON is an object, like {@link io.github.portregistry.Json}, which explains
 * why Jackson's annotations are here.
 */
@JacksonAnnotationsInside
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "format",
  "record",
  "at",
  "kind",
  "cause",
  "why",
  "detail",
  "ip",
  "scope",
  "port",
  "transport",
  "address",
  "addresses",
  "clientPort",
  "count",
  "ipv4",
  "seen",
  "program",
  "file",
  "pid",
  "startedAt",
  "name",
  "executable",
  "executableDeleted",
  "executableState",
  "systemOwned",
  "linkName",
  "serverJar",
  "arguments",
  "user",
  "runs",
  "activated",
  "unit",
  "workingDirectory",
  "path",
  "controlGroup",
  "ancestors",
  "id",
  "image",
  "socket",
  "container",
  "owner",
  "protocols",
  "product",
  "version",
  "tls",
  "asked",
  "answer",
  "spoken",
  "ownership",
  "owners",
  "complete",
  "candidates",
  "basis",
  "source",
  "socketsComplete",
  "ownersComplete",
  "notes",
  "findings",
  "listeners",
  "otherUses",
  "listener",
  "before",
  "after",
  "alarm",
  "coverage",
  "verdict",
  "reasons"
})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Json {

  /** An ownership, whose JSON has its type in the property {@code kind}. */
  @JacksonAnnotationsInside
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Known.class, name = "known"),
    @JsonSubTypes.Type(value = Likely.class, name = "likely"),
    @JsonSubTypes.Type(value = Denied.class, name = "denied"),
    @JsonSubTypes.Type(value = NotVisible.class, name = "not_visible"),
    @JsonSubTypes.Type(value = Vanished.class, name = "vanished")
  })
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface ByKind {}

  /**
   * A type that is read from files that a later version may have written; unknown properties are
   * ignored.
   */
  @JacksonAnnotationsInside
  @JsonIgnoreProperties(ignoreUnknown = true)
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Lenient {}
}
