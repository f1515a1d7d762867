/**
 * Looks up what is known about TCP and UDP ports, offline: assignments, statuses with evidence,
 * observed uses, history, and the processes that listen on this machine.
 *
 * <p>All data is packaged. The registry reads its own resources and the files that it is given, and
 * opens no network connection. The package {@code probe} reads what the operating system shows of
 * sockets and processes, and connects to listeners of this machine only if the caller asks for it.
 */
// Optional modules may be missing, and Spring's have automatic names.
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

  // Jackson 2 and 3 call package-private members to write and read JSON.
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
