package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.osgi.framework.namespace.PackageNamespace.PACKAGE_NAMESPACE;

import de.siegmar.fastcsv.reader.CsvReader;
import io.github.portregistry.PortRegistry;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

class FelixTest {

  @TempDir private Path temp;

  private Framework felix;

  @BeforeEach
  void startFelix() throws Exception {
    felix =
        new FrameworkFactory()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, temp.resolve("felix").toString()));
    felix.start();
  }

  @AfterEach
  void stopFelix() throws Exception {
    felix.stop();
    felix.waitForStop(10_000);
  }

  private Bundle install(Class<?> type) throws Exception {
    return felix
        .getBundleContext()
        .installBundle(type.getProtectionDomain().getCodeSource().getLocation().toString());
  }

  private Bundle installConsumer() throws Exception {
    Manifest manifest = new Manifest();
    Attributes entries = manifest.getMainAttributes();
    entries.putValue("Manifest-Version", "1.0");
    entries.putValue("Bundle-ManifestVersion", "2");
    entries.putValue("Bundle-SymbolicName", "consumer");
    entries.putValue("Bundle-Activator", PortsActivator.class.getName());
    entries.putValue(
        "Import-Package",
        "org.osgi.framework, io.github.portregistry, io.github.portregistry.probe");
    Path jar = temp.resolve("consumer.jar");
    String activator = "consumer/PortsActivator.class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream bundle = new JarOutputStream(file, manifest);
        InputStream code = FelixTest.class.getResourceAsStream("/" + activator)) {
      bundle.putNextEntry(new ZipEntry(activator));
      code.transferTo(bundle);
    }
    return felix.getBundleContext().installBundle(jar.toUri().toString());
  }

  @Test
  void aBundleUsesTheLibraryWithNothingOptionalThere() throws Exception {
    install(CsvReader.class);
    Bundle library = install(PortRegistry.class);
    Bundle consumer = installConsumer();

    library.start();
    consumer.start();

    assertEquals("io.github.portregistry", library.getSymbolicName());
    assertEquals(Bundle.ACTIVE, library.getState());
    assertEquals(Bundle.ACTIVE, consumer.getState());
    BundleContext context = felix.getBundleContext();
    ServiceReference<?> service = context.getServiceReference(Callable.class.getName());
    assertEquals("https GHOST 432", ((Callable<?>) context.getService(service)).call());
  }

  @Test
  void onlyTheRegistryTheDossierAndTheProbeAreExportedAndAllButFastCsvIsOptional()
      throws Exception {
    BundleRevision library = install(PortRegistry.class).adapt(BundleRevision.class);

    assertEquals(
        Set.of(
            "io.github.portregistry",
            "io.github.portregistry.dossier",
            "io.github.portregistry.probe"),
        library.getDeclaredCapabilities(PACKAGE_NAMESPACE).stream()
            .map(exported -> exported.getAttributes().get(PACKAGE_NAMESPACE))
            .collect(Collectors.toSet()));
    assertTrue(
        library.getDeclaredRequirements(PACKAGE_NAMESPACE).stream()
            .map(BundleRequirement::getDirectives)
            .allMatch(
                imported ->
                    "optional".equals(imported.get("resolution"))
                        || imported.get("filter").contains("=de.siegmar.fastcsv.")));
  }
}
