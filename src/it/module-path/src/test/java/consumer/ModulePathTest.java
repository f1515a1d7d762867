package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.portregistry.PortRegistry;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.net.ServerSocket;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModulePathTest {

  private static final Module LIBRARY = PortRegistry.class.getModule();

  private static Set<String> requires(boolean optional) {
    return LIBRARY.getDescriptor().requires().stream()
        .filter(requires -> requires.modifiers().contains(Modifier.STATIC) == optional)
        .map(Requires::name)
        .collect(Collectors.toSet());
  }

  @Test
  void bothAreModules() {
    assertEquals("consumer", getClass().getModule().getName());
    assertEquals("io.github.portregistry", LIBRARY.getName());
    assertFalse(LIBRARY.getDescriptor().isAutomatic());
  }

  @Test
  void theJarExportsTheRegistryTheDossierAndTheProbe() {
    assertEquals(
        Set.of(
            "io.github.portregistry",
            "io.github.portregistry.dossier",
            "io.github.portregistry.probe"),
        LIBRARY.getDescriptor().exports().stream()
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet()));
  }

  @Test
  void theJarRequiresFastCsvAndTheJdksXmlAndAllElseIsOptional() {
    assertEquals(Set.of("java.base", "java.xml", "de.siegmar.fastcsv"), requires(false));
    assertEquals(
        Set.of(
            "com.fasterxml.jackson.annotation",
            "info.picocli",
            "org.jspecify",
            "spring.boot",
            "spring.boot.web.server",
            "spring.core",
            "tools.jackson.databind"),
        requires(true));
  }

  @Test
  void nothingOptionalIsThereButTheAnnotationsThatComeWithIt() {
    Set<String> there =
        LIBRARY.getLayer().modules().stream().map(Module::getName).collect(Collectors.toSet());

    assertTrue(there.contains("de.siegmar.fastcsv"));
    for (String optional : requires(true)) {
      assertTrue(optional.equals("org.jspecify") || !there.contains(optional), optional);
    }
  }

  @Test
  void portsAreLookedUpAndProbed() throws Exception {
    assertEquals("https", Ports.name(443));
    try (ServerSocket server = new ServerSocket(0)) {
      assertTrue(Ports.isListenedOn(server.getLocalPort()));
    }
  }
}
