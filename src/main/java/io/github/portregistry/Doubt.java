package io.github.portregistry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import java.util.Locale;

/** Why a service that no source shows in use is not called a ghost, the strongest reason first. */
public enum Doubt {
  /** A vendor's document leaves open whether the service still uses the port. */
  MAKER_LIVES,
  /** An operating system installs a list of service names that has the service. */
  SERVICES_FILE,
  /** A security policy gives the port a type for the service. */
  SECURITY_POLICY,
  /** The registry's row was changed since 2011, or registered since 2006. */
  ROW_CHANGED,
  /** The service is part of a platform that is still maintained. */
  PLATFORM_LIVES,
  /** An RFC in force mentions the service without specifying it. */
  RFC_MENTION,
  /**
   * The registry cites a document that is not an RFC, and whether it still applies is not known.
   */
  OTHER_REFERENCE,
  /** Another service of the same product is in use. */
  FAMILY_LIVES,
  /** The service was first listed after October 1994, and no search for it was conclusive. */
  LISTED_LATE,
  /** The service was listed by October 1994, and no search for it was conclusive. */
  NOT_SEARCHED;

  /** The constant in JSON. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Doubt read(Object json) {
    return Given.constant(json, Doubt.class);
  }
}
