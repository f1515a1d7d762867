package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * XML that was made to keep its reader busy, or to make it read something else. The time limits are
 * no measurements: what they guard against takes minutes or hours, and should take milliseconds.
 */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("whole")
class HostileXmlTest {

  private static final String START =
      "<registry xmlns=\"http://www.iana.org/assignments\" id=\"service-names-port-numbers\">";

  private static final String ALPHA =
      "<record><name>alpha</name><protocol>tcp</protocol><number>1</number></record>";

  private static PortRegistry read(String xml) {
    return CsvSpec.readIana(xml.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(String xml, String message) {
    assertThatThrownBy(() -> read(xml))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessageContaining(message);
  }

  /** What is repeated up to the size of the greatest file. */
  private static String full(String piece, int around) {
    return piece.repeat(((8 << 20) - around) / piece.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE registry>",
        "<!DOCTYPE registry [<\u001fENTITY a \"b\">]>",
        "<!DOCTYPE registry [",
        "<!-- a --><?b?> <!DOCTYPE\nregistry>",
        "<!--><a--><!DOCTYPE registry>",
        "<?xml version='1.0'?><!doctype registry>"
      })
  void aDoctypeIsRefusedWhateverIsInIt(String doctype) {
    assertRefused(
        doctype + START + "</registry>",
        "line 1: expected XML without a DOCTYPE but found a DOCTYPE");
  }

  @Test
  void entitiesThatMultiplyAreRefused() {
    StringBuilder entities = new StringBuilder("<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 40; i++) {
      entities.append("<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">");
    }

    assertRefused(
        "<!DOCTYPE registry [" + entities + "]>" + START + "<note>&a39;</note></registry>",
        "expected XML without a DOCTYPE but found a DOCTYPE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE registry SYSTEM \"%s\">",
        "<!DOCTYPE registry PUBLIC \"x\" \"%s\">",
        "<!DOCTYPE registry [<!ENTITY e SYSTEM \"%s\">]>",
        "<!DOCTYPE registry [<!ENTITY %% e SYSTEM \"%s\"> %%e;]>",
        "<?xml-stylesheet href=\"%s\"?><?xml-model href=\"%s\"?>"
      })
  void nothingOutsideOfTheFileIsRead(String start) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/x";
      String file = start.replace("%s", url).replace("%%", "%");
      try {
        read(file + START + "<note>&e;</note></registry>");
      } catch (RegistryFormatException e) {
        assertThat(e).hasMessageStartingWith(CsvSpec.TEAM);
      }
      server.setSoTimeout(100);

      assertThatThrownBy(server::accept).isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  void aFileIsNotReadInto(@TempDir Path temp) throws IOException {
    Path secret = Files.writeString(temp.resolve("secret"), "alpha-secret");

    assertThatThrownBy(
            () ->
                read(
                    "<!DOCTYPE registry [<!ENTITY e SYSTEM \""
                        + secret.toUri()
                        + "\">]>"
                        + START
                        + "<record><name>&e;</name></record></registry>"))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .hasMessageNotContaining("alpha-secret");
  }

  @Test
  void aSchemaLocationAndAnInclusionAreOnlyText() {
    String including =
        START.replace(
            ">",
            " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                + " xsi:schemaLocation='x http://127.0.0.1:1/x'>");

    assertThat(
            read(including
                    + "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude'"
                    + " href='file:///etc/passwd' parse='text'/>"
                    + ALPHA
                    + "</registry>")
                .serviceName(1, Transport.TCP))
        .isEqualTo("alpha");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "<record>%s", "<record><note>%s", "<record><xref>%s", "<people>%s"})
  void elementsInOneAnotherAreRefusedWhereTheyAreTooMany(String around) {
    assertRefused(START + around.replace("%s", full("<a>", 1000)), "expected ");
  }

  @Test
  void aMillionAttributesAreRefusedOrRead() {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < 600_000; i++) {
      attributes.append(" a").append(i).append("=''");
    }

    assertRefused(START + "<record" + attributes + "/></registry>", "expected well-formed XML");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "&amp;", "&#120;", "<![CDATA[x]]>", "<br/>", "<!--x-->", "<?x?>"})
  void aTextAsLongAsAFileIsRefusedOrPassedOver(String piece) {
    String xml =
        START
            + "<record><name>a</name><description>"
            + full(piece, 1000)
            + "</description></record></registry>";

    try {
      assertThat(read(xml).service("a")).hasSize(1);
    } catch (RegistryFormatException e) {
      // From Java 24, the parser counts the references first and refuses more than 100,000.
      assertThat(e)
          .message()
          .containsAnyOf(
              "expected at most 65536 characters in a field",
              "expected well-formed XML but found what the parser refuses: JAXP00010003");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<xref type='rfc' data='a'/>", "<xref data='a'/>", "<note>a</note>", "<a/>"})
  void aRecordAsLongAsAFileIsRefusedOrRead(String piece) {
    String xml = START + "<record><name>a</name>" + full(piece, 1000) + "</record></registry>";

    try {
      assertThat(read(xml).service("a")).hasSize(1);
    } catch (RegistryFormatException e) {
      assertThat(e).hasMessageContaining("expected at most 65536 characters in a field");
    }
  }

  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  @Tag("whole")
  void anElementOfEachNameIsCountedInAFileFullOfThem() {
    StringBuilder elements = new StringBuilder();
    while (elements.length() < (8 << 20) - 1000) {
      elements.append("<e").append(elements.length()).append("/>");
    }

    assertThat(
            read(START + "<record><name>a</name>" + elements + "</record></registry>").service("a"))
        .hasSize(1);
  }

  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void moreRecordsOfAPortThanThereMayBeAreRefused() {
    StringBuilder records = new StringBuilder(START);
    for (int i = 0; i < 1001; i++) {
      records.append("<record><name>a" + i + "</name><number>7</number></record>\n");
    }

    assertRefused(
        records + "</registry>",
        "line 1001: expected at most 1000 rows that cover one port but found 1001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "<!--", "<?", "<!-- -->", "<? ?>", "<title>", "<a "})
  void aPrologAsLongAsAFileIsRefused(String piece) {
    assertRefused(full(piece, 0), "expected ");
  }

  @Test
  void theReasonOfTheParserIsCut() {
    assertThatThrownBy(() -> read(START + "<" + "x".repeat(900) + "></registry>"))
        .isExactlyInstanceOf(RegistryFormatException.class)
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<title", "<title>", "<title><", "<title x"})
  void aPageAsLongAsAFileIsRefused(String piece) {
    assertRefused("<html>" + full(piece, 100), "a page of HTML");
  }
}
