package io.github.portregistry;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The public and protected types and members of the library, one a line, as a caller sees them. */
final class ApiSurface {

  private ApiSurface() {}

  /** The surface of all exported packages in a folder of classes. */
  static List<String> of(Path classes, List<String> packages) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : packages) {
      Path folder = classes.resolve(name.replace('.', '/'));
      try (Stream<Path> files = Files.list(folder)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
            .map(file -> name + '.' + file.substring(0, file.length() - ".class".length()))
            .sorted()
            .map(ApiSurface::load)
            .filter(ApiSurface::isVisible)
            .forEach(type -> add(lines, type));
      }
    }
    return lines;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ApiSurface.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError("its file is there", e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return isVisible(type.getModifiers())
        && !type.isAnonymousClass()
        && (outer == null || isVisible(outer));
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static void add(List<String> lines, Class<?> type) {
    lines.add(head(type));
    Stream<String> constants =
        Stream.of(type.getDeclaredFields())
            .filter(field -> isVisible(field.getModifiers()) && field.isEnumConstant())
            .map(Field::getName);
    Stream<String> fields =
        Stream.of(type.getDeclaredFields())
            .filter(field -> isVisible(field.getModifiers()) && !field.isEnumConstant())
            .map(field -> declared(field.getModifiers(), name(field.getGenericType()), field));
    Stream<String> constructors =
        Stream.of(type.getDeclaredConstructors())
            .filter(constructor -> isVisible(constructor.getModifiers()))
            .map(constructor -> constructor(type, constructor));
    Stream<String> methods =
        Stream.of(type.getDeclaredMethods())
            .filter(method -> isVisible(method.getModifiers()) && !method.isSynthetic())
            .map(ApiSurface::method);
    // Constants stand in their own order, which compareTo tells.
    Stream.concat(constants, Stream.of(fields, constructors, methods).flatMap(s -> s.sorted()))
        .forEach(member -> lines.add("  " + member));
  }

  private static String head(Class<?> type) {
    String kind =
        type.isAnnotation()
            ? "@interface"
            : type.isInterface()
                ? "interface"
                : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    StringBuilder head = new StringBuilder();
    int modifiers = type.getModifiers() & ~(Modifier.INTERFACE | Modifier.ABSTRACT);
    if (Modifier.isAbstract(type.getModifiers()) && kind.equals("class")) {
      modifiers |= Modifier.ABSTRACT;
    }
    head.append(Modifier.toString(modifiers)).append(type.isSealed() ? " sealed " : " ");
    head.append(kind).append(' ').append(type.getName()).append(variables(type));
    if (type.isRecord()) {
      head.append(
          Arrays.stream(type.getRecordComponents())
              .map(part -> name(part.getGenericType()) + ' ' + part.getName())
              .collect(joining(", ", "(", ")")));
    }
    Type parent = type.getGenericSuperclass();
    if (kind.equals("class") && parent != Object.class) {
      head.append(" extends ").append(name(parent));
    }
    if (type.getGenericInterfaces().length > 0) {
      head.append(type.isInterface() ? " extends " : " implements ");
      head.append(names(type.getGenericInterfaces()));
    }
    if (type.isSealed()) {
      head.append(" permits ").append(names(type.getPermittedSubclasses()));
    }
    return head.toString();
  }

  private static String declared(int modifiers, String type, Field field) {
    return Modifier.toString(modifiers) + ' ' + type + ' ' + field.getName();
  }

  private static String constructor(Class<?> type, Constructor<?> constructor) {
    return Modifier.toString(constructor.getModifiers())
        + ' '
        + type.getSimpleName()
        + parameters(constructor);
  }

  private static String method(Method method) {
    int modifiers = method.getModifiers() & Modifier.methodModifiers() & ~Modifier.SYNCHRONIZED;
    return Modifier.toString(modifiers)
        + (method.isDefault() ? " default " : " ")
        + variables(method)
        + name(method.getGenericReturnType())
        + ' '
        + method.getName()
        + parameters(method);
  }

  private static String parameters(Executable executable) {
    String thrown = names(executable.getGenericExceptionTypes());
    return '('
        + names(executable.getGenericParameterTypes())
        + (executable.isVarArgs() ? "...)" : ")")
        + (thrown.isEmpty() ? "" : " throws " + thrown);
  }

  private static String variables(GenericDeclaration declaration) {
    TypeVariable<?>[] variables = declaration.getTypeParameters();
    return variables.length == 0
        ? ""
        : Arrays.stream(variables)
            .map(variable -> variable.getName() + " extends " + names(variable.getBounds()))
            .collect(joining(", ", "<", "> "));
  }

  private static String names(Type... types) {
    return Arrays.stream(types).map(ApiSurface::name).collect(joining(", "));
  }

  private static String name(Type type) {
    if (type instanceof ParameterizedType generic) {
      return name(generic.getRawType()) + '<' + names(generic.getActualTypeArguments()) + '>';
    }
    return type.getTypeName();
  }
}
