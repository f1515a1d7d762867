package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the code that documents and Javadoc show. */
final class Snippets {

  private Snippets() {}

  /** For code that shows no imports; code that does must show all that it needs. */
  static final String USUAL_IMPORTS =
      """
      import com.fasterxml.jackson.databind.ObjectMapper;
      import io.github.portregistry.*;
      import io.github.portregistry.dossier.*;
      import io.github.portregistry.probe.*;
      import java.io.*;
      import java.net.*;
      import java.nio.charset.StandardCharsets;
      import java.nio.file.Path;
      import java.time.*;
      import java.util.*;
      import java.util.stream.Collectors;
      import tools.jackson.databind.json.JsonMapper;
      """;

  /** Compiles a class {@code Snippet} of some members into a folder, without any warning. */
  static void compile(Path directory, String members) throws IOException {
    compile(directory, USUAL_IMPORTS, members);
  }

  static void compile(Path directory, String imports, String members) throws IOException {
    Path source = directory.resolve("Snippet.java");
    Files.writeString(source, imports + "public class Snippet {\n" + members + "}\n");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of("-d", directory.toString(), "-proc:none", "-Xlint:all", "-Werror"),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }
}
