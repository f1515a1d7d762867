package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that uses every public type compiles without a warning where there is no Jackson: a
 * compiler warns of each element of an annotation whose class it cannot find.
 */
class ConsumerCompilationTest {

  @TempDir private Path temp;

  /** A method for each public type, which calls all that the type offers. */
  private static String consumer() {
    StringBuilder source = new StringBuilder("final class Consumer {\n");
    int number = 0;
    for (Class<?> type : PublicTypes.all()) {
      for (Constructor<?> constructor : type.getConstructors()) {
        source.append(use(number++, constructor.getParameters(), "", "new " + name(type)));
      }
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
          boolean isStatic = Modifier.isStatic(method.getModifiers());
          String target = isStatic ? name(type) : "on";
          source.append(
              use(
                  number++,
                  method.getParameters(),
                  isStatic ? "" : name(type) + " on",
                  target + "." + method.getName()));
        }
      }
      source.append("  Object type%d(%s it) { return it; }\n".formatted(number++, name(type)));
    }
    return source.append("}\n").toString();
  }

  private static String use(int number, Parameter[] parameters, String target, String call) {
    List<String> declared = new ArrayList<>();
    List<String> passed = new ArrayList<>();
    if (!target.isEmpty()) {
      declared.add(target);
    }
    for (int i = 0; i < parameters.length; i++) {
      declared.add(parameters[i].getParameterizedType().getTypeName().replace('$', '.') + " p" + i);
      passed.add("p" + i);
    }
    return "  void use%d(%s) throws Exception { %s(%s); }\n"
        .formatted(number, String.join(", ", declared), call, String.join(", ", passed));
  }

  private static String name(Class<?> type) {
    return type.getCanonicalName();
  }

  /** Returns what the compiler says of some sources; "" if it is content. */
  private String compile(List<String> options, Path... sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> all = new ArrayList<>(List.of("-proc:none", "-Xlint:all", "-Werror", "-d"));
    all.add(temp.resolve("classes").toString());
    all.addAll(options);
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(messages, files, null, all, null, files.getJavaFileObjects(sources))
              .call();
      return compiled ? messages.toString() : "failed: " + messages;
    }
  }

  private Path write(String file, String source) throws IOException {
    return Files.writeString(temp.resolve(file), source);
  }

  private static String withoutJackson() {
    Path jspecify = Libraries.locationOf(NullMarked.class);
    return Stream.of(Libraries.mainClasses(), Libraries.fastCsv(), jspecify)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void everyPublicTypeIsUsed() {
    assertThat(consumer())
        .contains("new io.github.portregistry.Assignment(")
        .contains("new io.github.portregistry.probe.PortFinding(")
        .contains("io.github.portregistry.PortStatus.values(")
        .contains("on.evidence(");
  }

  @Test
  @Tag("whole")
  void aProgramWithoutJacksonCompilesWithoutAWarning() throws Exception {
    Path source = write("Consumer.java", consumer());

    assertThat(compile(List.of("-classpath", withoutJackson()), source)).isEmpty();
  }

  @Test
  @Tag("whole")
  void aModuleWithoutJacksonCompilesWithoutAWarning() throws Exception {
    Path source = write("Consumer.java", "package consumer;\n" + consumer());
    Path module = write("module-info.java", "module consumer { requires io.github.portregistry; }");

    assertThat(compile(List.of("--module-path", withoutJackson()), source, module)).isEmpty();
  }

  @Test
  @Tag("whole")
  void theCompilerWouldWarnOfAnAnnotationOfJackson() throws Exception {
    Path annotated =
        write("A.java", "@com.fasterxml.jackson.annotation.JsonRootName(\"a\") class A {}");
    String tests = System.getProperty("java.class.path");
    assertThat(compile(List.of("-classpath", tests), annotated)).isEmpty();
    Path source = write("B.java", "class B extends A {}");

    assertThat(compile(List.of("-classpath", temp.resolve("classes").toString()), source))
        .contains("JsonRootName");
  }
}
