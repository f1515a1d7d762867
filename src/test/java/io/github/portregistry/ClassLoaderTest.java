package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged tables are found whatever the classes were loaded from. */
@Tag("jvm")
class ClassLoaderTest {

  private static final String HTTPS = PortRegistry.lookup(443).toString();

  @TempDir private Path temp;
  private LibraryCopy copy;

  @BeforeEach
  void copyTheLibrary() throws IOException {
    copy = new LibraryCopy();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "with space",
        "a+b",
        "100%",
        "%20",
        "a%zz",
        "a#b",
        "a;b",
        "a&b=c",
        "ünïcödé",
        "日本"
      })
  void aJarIsFoundWhateverItsFolderIsCalled(String folder) throws IOException {
    Path jar = copy.jar(temp.resolve(folder).resolve("port registry.jar"));

    try (URLClassLoader loader = LibraryCopy.loader(jar)) {
      assertThat(LibraryCopy.lookup(loader, 443)).isEqualTo(HTTPS);
      assertThat(LibraryCopy.formerAssignments(loader, 832).toString()).contains("RFC9900");
    }
  }

  @Test
  void aDirectoryOfClassesIsFoundWhateverItIsCalled() throws IOException {
    Path classes = copy.directory(temp.resolve("with space, + and 100%"));

    try (URLClassLoader loader = LibraryCopy.loader(classes)) {
      assertThat(LibraryCopy.lookup(loader, 443)).isEqualTo(HTTPS);
    }
  }

  @Test
  void aJarOnlyTheChildLoaderKnowsIsFoundWhateverTheContextLoader() throws IOException {
    Path jar = copy.jar(temp.resolve("child.jar"));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();

    try (URLClassLoader loader = LibraryCopy.loader(jar)) {
      thread.setContextClassLoader(null);
      assertThat(LibraryCopy.lookup(loader, 443)).isEqualTo(HTTPS);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void twoLoadersHaveARegistryEach() throws IOException {
    Path whole = copy.jar(temp.resolve("whole.jar"));
    Path broken = new LibraryCopy().without("port-registry.csv").jar(temp.resolve("broken.jar"));

    try (URLClassLoader first = LibraryCopy.loader(broken);
        URLClassLoader second = LibraryCopy.loader(whole)) {
      assertThat(LibraryCopy.lookup(first, 443)).isInstanceOf(RuntimeException.class);
      assertThat(LibraryCopy.lookup(second, 443)).isEqualTo(HTTPS);
      assertThat(LibraryCopy.lookup(first, 443)).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void aJarThatIsDeletedAfterTheFirstAnswerIsNotNeededForTheNext() throws IOException {
    Path jar = copy.jar(temp.resolve("gone.jar"));
    try (URLClassLoader loader = LibraryCopy.loader(jar)) {
      assertThat(LibraryCopy.lookup(loader, 80)).isEqualTo(PortRegistry.lookup(80).toString());
      Files.delete(jar);

      assertThat(LibraryCopy.lookup(loader, 443)).isEqualTo(HTTPS);
    }
  }

  @Test
  void anInterruptedThreadGetsItsAnswerAndStaysInterrupted() throws IOException {
    Path jar = copy.jar(temp.resolve("library.jar"));
    try (URLClassLoader loader = LibraryCopy.loader(jar)) {
      loadClasses(loader);
      Thread.currentThread().interrupt();
      Object answer = LibraryCopy.lookup(loader, 443);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(answer).isEqualTo(HTTPS);
    }
  }

  private static void loadClasses(ClassLoader loader) {
    try {
      // Not what is tested: whether the JDK can load classes in an interrupted thread.
      loader.loadClass("io.github.portregistry.PortRegistry");
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  // Loaders without files

  @Test
  void classesFromMemoryWithoutACodeSourceWork() {
    assertThat(LibraryCopy.lookup(new InMemory(copy.files(), null), 443)).isEqualTo(HTTPS);
  }

  @Test
  void classesFromMemoryWithACodeSourceWithoutALocationWork() {
    CodeSource nowhere = new CodeSource(null, (Certificate[]) null);

    assertThat(LibraryCopy.lookup(new InMemory(copy.files(), nowhere), 443)).isEqualTo(HTTPS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jar:file:/nowhere/app.jar!/BOOT-INF/lib/port-registry.jar!/",
        "https://example.org/port-registry.jar",
        "file:/no/such/file.jar",
        "file:/with space/library.jar",
        "file:relative.jar",
        "file://host/share/library.jar"
      })
  void classesFromMemoryWithAnotherCodeSourceWork(String location) throws IOException {
    @SuppressWarnings("deprecation") // the very point: URLs that a URI would refuse
    CodeSource source = new CodeSource(new URL(location), (Certificate[]) null);

    assertThat(LibraryCopy.lookup(new InMemory(copy.files(), source), 443)).isEqualTo(HTTPS);
  }

  /** A native image gives its own executable as the code source of every class. */
  @Test
  void aCodeSourceThatIsNoJarIsNotTakenForOne() throws IOException {
    Path executable = Files.write(temp.resolve("app"), new byte[] {0x7f, 'E', 'L', 'F', 1, 2, 3});
    CodeSource source = new CodeSource(executable.toUri().toURL(), (Certificate[]) null);

    assertThat(LibraryCopy.lookup(new InMemory(copy.files(), source), 443)).isEqualTo(HTTPS);
  }

  @Test
  void aJarThatHasNotTheTablesIsNotTheirJar() throws IOException {
    Path other =
        new LibraryCopy()
            .without("port-registry.csv")
            .without("provenance.properties")
            .jar(temp.resolve("other.jar"));
    CodeSource source = new CodeSource(other.toUri().toURL(), (Certificate[]) null);

    assertThat(LibraryCopy.lookup(new InMemory(copy.files(), source), 443)).isEqualTo(HTTPS);
  }

  /** Defines the library's classes from memory, and serves its tables from there. */
  private static final class InMemory extends ClassLoader {
    private final Map<String, byte[]> files;
    private final ProtectionDomain domain;

    InMemory(Map<String, byte[]> files, CodeSource source) {
      super(ClassLoader.getPlatformClassLoader());
      this.files = files;
      this.domain = new ProtectionDomain(source, null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = files.get(name.replace('.', '/') + ".class");
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length, domain);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      byte[] bytes = files.get(name);
      return bytes == null ? null : new ByteArrayInputStream(bytes);
    }
  }
}
