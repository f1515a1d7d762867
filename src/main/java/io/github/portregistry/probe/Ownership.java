package io.github.portregistry.probe;

/**
 * The processes that own a listening socket, or the reason why they are not known.
 *
 * <pre>{@code
 * if (listener.ownership() instanceof Known known) {
 *   known.owners().forEach(owner -> System.out.println(owner.pid() + " " + owner.executable()));
 * }
 * }</pre>
 */
@Json.ByKind
public sealed interface Ownership permits Known, Likely, Denied, NotVisible, Vanished {

  /**
   * Returns why the owners are not known.
   *
   * @return sentences for a person; "" if the owners are known
   */
  default String why() {
    return "";
  }
}
