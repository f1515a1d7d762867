/**
 * The IANA Service Name and Transport Protocol Port Number Registry as an immutable Java API.
 *
 * <p>Everything is packaged: the module reads its own resources and the files that it is given, and
 * opens no network connection.
 */
module io.github.portregistry {
  requires static transitive org.jspecify;
  requires de.siegmar.fastcsv;

  exports io.github.portregistry;
}
