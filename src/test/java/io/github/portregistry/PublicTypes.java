package io.github.portregistry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The public types of the packages that the module exports. */
final class PublicTypes {

  private PublicTypes() {}

  static List<Class<?>> all() {
    return Stream.of("", "dossier", "probe").flatMap(PublicTypes::ofPackage).toList();
  }

  static List<Class<?>> enums() {
    return all().stream().filter(Class::isEnum).toList();
  }

  private static Stream<Class<?>> ofPackage(String folder) {
    Path classes = Libraries.mainClasses();
    Path directory = classes.resolve("io/github/portregistry").resolve(folder);
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .<Class<?>>map(file -> load(classes.relativize(file).toString()))
          .filter(PublicTypes::isPublic)
          .sorted((one, other) -> one.getName().compareTo(other.getName()))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String file) {
    String name = file.replace(".class", "").replace('/', '.').replace('\\', '.');
    try {
      return Class.forName(name, false, PublicTypes.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers())
        && !type.isAnonymousClass()
        && !type.getSimpleName().endsWith("-info")
        && (outer == null || isPublic(outer));
  }
}
