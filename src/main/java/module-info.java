/**
 * The IANA Service Name and Transport Protocol Port Number Registry as an immutable Java API.
 *
 * <p>Everything is packaged: the registry reads its own resources and the files that it is given,
 * and opens no network connection. The package {@code probe} reads what the system shows of its
 * sockets, and connects to the listeners of this machine only if the caller asks for it.
 */
// The Jackson that is not there is not missed; Spring has names for its modules, and no modules.
@SuppressWarnings({"module", "requires-automatic"})
module io.github.portregistry {
  requires static transitive org.jspecify;
  requires static com.fasterxml.jackson.annotation;
  requires de.siegmar.fastcsv;
  // IANA's file as XML.
  requires java.xml;
  // For the command line.
  requires static info.picocli;
  requires static tools.jackson.databind;
  // For the failure report of Spring Boot.
  requires static spring.boot;
  requires static spring.boot.web.server;
  requires static spring.core;

  exports io.github.portregistry;
  exports io.github.portregistry.dossier;
  exports io.github.portregistry.probe;

  opens io.github.portregistry.cli to
      info.picocli;
  opens io.github.portregistry.spring to
      spring.core;

  // What Jackson 2 and 3 call to write and read JSON is package-private.
  opens io.github.portregistry to
      com.fasterxml.jackson.databind,
      tools.jackson.databind;
  opens io.github.portregistry.json to
      com.fasterxml.jackson.databind,
      tools.jackson.databind;
  opens io.github.portregistry.probe to
      com.fasterxml.jackson.databind,
      tools.jackson.databind;
}
