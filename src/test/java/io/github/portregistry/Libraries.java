package io.github.portregistry;

import de.siegmar.fastcsv.reader.CsvReader;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Where the library's classes are, and class loaders in which none of them has been used yet. */
final class Libraries {

  private Libraries() {}

  /**
   * A loader that defines the library's classes again, so that what is done once in a class loader
   * can be watched being done.
   */
  static URLClassLoader fresh() {
    return new URLClassLoader(
        new URL[] {url(mainClasses()), url(fastCsv())}, ClassLoader.getPlatformClassLoader());
  }

  /** The directory or jar of the library's own classes and tables. */
  static Path mainClasses() {
    return locationOf(PortRegistry.class);
  }

  /** The jar of FastCSV. */
  static Path fastCsv() {
    return locationOf(CsvReader.class);
  }

  static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError("a class path entry without a path", e);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError("a path without a URL", e);
    }
  }
}
