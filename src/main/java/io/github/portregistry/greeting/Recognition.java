package io.github.portregistry.greeting;

import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The protocols that a server's answer fits.
 *
 * @param protocols the protocol; several if the answer does not distinguish them; empty if none
 *     fits
 * @param product the product that the server claims to be, escaped by {@link Printable}; "" if it
 *     names none
 * @param version its version, escaped likewise; "" if it names none
 */
record Recognition(List<Protocol> protocols, String product, String version) {

  static final Recognition NONE = new Recognition(List.of(), "", "");

  /** The most characters of a product or version; a server can send more. */
  private static final int MAX_NAME = 80;

  boolean isCertain() {
    return names().size() == 1;
  }

  /** The names of the protocols, each once. */
  List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Protocol protocol : protocols) {
      names.add(protocol.name());
    }
    return List.copyOf(names);
  }

  /** The protocol; only if there is exactly one. */
  Protocol protocol() {
    return protocols.get(0);
  }

  /**
   * Recognizes bytes.
   *
   * @param text the bytes from the first that the server sent, see {@link Protocol#text}
   * @param own the protocols of the port, for which a weak answer is enough
   * @param asked the protocol whose hello was sent on the connection, for which a weak answer is
   *     enough too; null if none
   */
  static Recognition of(
      String text,
      Protocols protocols,
      Transport transport,
      List<Protocol> own,
      @Nullable Protocol asked) {
    List<Protocol> certain = new ArrayList<>();
    List<Protocol> possible = new ArrayList<>();
    for (Protocol protocol : protocols.byId().values()) {
      if (protocol.transport() == transport && !begins(text, protocol.notAnswer())) {
        if (begins(text, protocol.answer())) {
          certain.add(protocol);
        } else if (begins(text, protocol.weakAnswer())) {
          possible.add(protocol);
        }
      }
    }
    if (!certain.isEmpty()) {
      return of(text, mostSpecific(certain, protocols), Protocol::answer);
    }
    Recognition weak = of(text, mostSpecific(possible, protocols), Protocol::weakAnswer);
    if (weak.isCertain()) {
      for (Protocol protocol : weak.protocols) {
        if (protocol.equals(asked) || own.contains(protocol)) {
          return weak;
        }
      }
      return NONE;
    }
    return weak;
  }

  private static boolean begins(String text, @Nullable Pattern pattern) {
    return pattern != null && pattern.matcher(text).lookingAt();
  }

  /** Leaves out each protocol that another one found is built on, such as HTTP if it is etcd. */
  private static List<Protocol> mostSpecific(List<Protocol> found, Protocols protocols) {
    List<Protocol> specific = new ArrayList<>();
    for (Protocol protocol : found) {
      boolean hasForm = false;
      for (Protocol form : found) {
        hasForm |= !form.name().equals(protocol.name()) && protocols.isFormOf(form, protocol);
      }
      if (!hasForm) {
        specific.add(protocol);
      }
    }
    return specific;
  }

  private interface Answers {
    @Nullable Pattern of(Protocol protocol);
  }

  private static Recognition of(String text, List<Protocol> found, Answers answers) {
    String product = "";
    String version = "";
    for (Protocol protocol : found) {
      Pattern pattern = answers.of(protocol);
      Matcher matcher = pattern == null ? null : pattern.matcher(text);
      if (matcher != null && matcher.lookingAt() && product.isEmpty() && version.isEmpty()) {
        product = group(matcher, "product");
        version = group(matcher, "version");
      }
    }
    return new Recognition(List.copyOf(found), product, version);
  }

  private static String group(Matcher matcher, String name) {
    if (!matcher.pattern().pattern().contains("(?<" + name + ">")) {
      return "";
    }
    String found = matcher.group(name);
    if (found == null) {
      return "";
    }
    return Printable.of(found.strip(), MAX_NAME);
  }
}
