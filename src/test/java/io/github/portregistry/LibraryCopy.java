package io.github.portregistry;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A copy of the library's classes and tables, to be damaged, packed and loaded again. */
final class LibraryCopy {

  private static final String PACKAGE = "io/github/portregistry/";

  private final Map<String, byte[]> files = new TreeMap<>();

  LibraryCopy() throws IOException {
    Path classes = Libraries.mainClasses();
    try (Stream<Path> paths = Files.walk(classes)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(path).toString().replace('\\', '/');
        files.put(name, Files.readAllBytes(path));
      }
    }
  }

  Map<String, byte[]> files() {
    return files;
  }

  byte[] table(String name) {
    return files.get(PACKAGE + name).clone();
  }

  LibraryCopy with(String table, byte[] bytes) {
    files.put(PACKAGE + table, bytes);
    return this;
  }

  LibraryCopy without(String table) {
    files.remove(PACKAGE + table);
    return this;
  }

  /** Writes the copy as a directory of classes. */
  Path directory(Path directory) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return directory;
  }

  /** Writes the copy as a jar. */
  Path jar(Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return jar;
  }

  /** A class loader of a copy; it knows nothing of the library that is tested elsewhere. */
  static URLClassLoader loader(Path copy) throws IOException {
    URL[] urls = {copy.toUri().toURL(), Libraries.fastCsv().toUri().toURL()};
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  /** The text of {@code PortRegistry.lookup(port)}, or what that throws. */
  static Object lookup(ClassLoader loader, int port) {
    return resultOf(() -> record(loader, port).toString());
  }

  /** {@code PortRegistry.lookup(port).formerAssignments()}, or what that throws. */
  static Object formerAssignments(ClassLoader loader, int port) {
    return resultOf(
        () -> {
          Object found = record(loader, port);
          return found.getClass().getMethod("formerAssignments").invoke(found);
        });
  }

  /** {@code PortRegistry.bundled().provenance()}, or what that throws. */
  static Object provenance(ClassLoader loader) {
    return resultOf(
        () -> {
          Class<?> registry = registry(loader);
          return registry
              .getMethod("provenance")
              .invoke(registry.getMethod("bundled").invoke(null));
        });
  }

  /** {@code ListenerProbe.local().withGreeting(Greeting.ASK).check(port)}, or what that throws. */
  static Object check(ClassLoader loader, int port) {
    return resultOf(
        () -> {
          Class<?> type = loader.loadClass("io.github.portregistry.probe.ListenerProbe");
          Class<?> greeting = loader.loadClass("io.github.portregistry.probe.Greeting");
          Object local = type.getMethod("local").invoke(null);
          Object asking =
              type.getMethod("withGreeting", greeting)
                  .invoke(local, greeting.getField("ASK").get(null));
          return type.getMethod("check", int.class).invoke(asking, port).toString();
        });
  }

  private static Class<?> registry(ClassLoader loader) throws ReflectiveOperationException {
    return loader.loadClass("io.github.portregistry.PortRegistry");
  }

  private static Object record(ClassLoader loader, int port) throws ReflectiveOperationException {
    return registry(loader).getMethod("lookup", int.class).invoke(null, port);
  }

  private interface Reflective {
    Object call() throws ReflectiveOperationException;
  }

  private static Object resultOf(Reflective method) {
    try {
      return method.call();
    } catch (InvocationTargetException e) {
      return e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
