package consumer;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.ListenerProbe;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Offers what it finds in the library as a service of a type that all bundles share. */
public final class PortsActivator implements BundleActivator {

  /** Called by the framework. */
  public PortsActivator() {}

  @Override
  public void start(BundleContext context) {
    Callable<String> answer =
        () ->
            PortRegistry.bundled().serviceName(443, Transport.TCP)
                + " "
                + PortRegistry.lookup(432).status()
                + " "
                + ListenerProbe.local().check(432).port();
    context.registerService(Callable.class, answer, null);
  }

  @Override
  public void stop(BundleContext context) {}
}
