/**
 * The IANA Service Name and Transport Protocol Port Number Registry as an immutable Java API.
 *
 * <p>Everything is packaged: the registry reads its own resources and the files that it is given,
 * and opens no network connection. The package {@code probe} reads what the system shows of its
 * sockets.
 */
module io.github.portregistry {
  requires static transitive org.jspecify;
  requires de.siegmar.fastcsv;
  requires static info.picocli;

  exports io.github.portregistry;
  exports io.github.portregistry.probe;

  opens io.github.portregistry.cli to
      info.picocli;
}
