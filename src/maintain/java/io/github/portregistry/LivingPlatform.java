package io.github.portregistry;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.fact.Format;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A platform that is still maintained, so that a part of it may live unseen.
 *
 * @param word what a service name of it starts with, or a title of it contains
 * @param platform how it is called now
 * @param maintainer who maintains it
 * @param source what shows that
 */
record LivingPlatform(String word, String platform, String maintainer, String source) {

  static final Format<LivingPlatform> FORMAT =
      new Format<>("word", "platform", "maintainer", "source") {
        @Override
        public LivingPlatform decode(Fields fields) {
          return new LivingPlatform(
              fields.requireText(0),
              fields.requireText(1),
              fields.requireText(2),
              fields.requireText(3));
        }

        @Override
        public List<String> encode(LivingPlatform fact) {
          return List.of(fact.platform(), fact.maintainer(), fact.source());
        }
      };

  /** Whether the name or the title of a service says that it is a part of the platform. */
  boolean hasPart(Assignment row) {
    String[] title = row.description().toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1);
    return row.serviceName().toLowerCase(Locale.ROOT).startsWith(word)
        || Arrays.asList(title).contains(word);
  }
}
