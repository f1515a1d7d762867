package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.ObservedUse;
import io.github.portregistry.ObservedUse.Confidence;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UseTextTest {

  private static ObservedUse use(String application, Confidence confidence, String commonName) {
    List<String> sources = List.of("https://example.org/");
    return new ObservedUse(null, application, "", confidence, sources, commonName);
  }

  private static String likely(int port) {
    return new UseText(PortRegistry.lookup(port), Set.of(Transport.TCP)).likelyNames();
  }

  @Test
  void theDominantUseComesFirstAndThenTheBestAttested() {
    assertThat(
            UseText.likely(
                Stream.of(
                    use("reported", Confidence.REPORTED, ""),
                    use("disputed", Confidence.DISPUTED, ""),
                    use("remarked", Confidence.RECORDED_BY_IANA, ""),
                    use("documented", Confidence.DOCUMENTED, ""),
                    use("also documented", Confidence.DOCUMENTED, ""),
                    use("dominant", Confidence.REPORTED, "name"))))
        .extracting(ObservedUse::application)
        .containsExactly("dominant", "documented", "also documented", "remarked", "reported");
  }

  @Test
  void threeAreNamedAndTheOthersCounted() {
    assertThat(likely(8080))
        .matches(
            "Apache Tomcat HTTP connector, Apache Zeppelin, Apache ZooKeeper AdminServer"
                + " and \\d+ others");
  }

  @Test
  void aDisputedUseIsNotLikely() {
    assertThat(likely(432)).isEmpty();
  }
}
