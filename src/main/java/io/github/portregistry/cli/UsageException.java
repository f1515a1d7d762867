package io.github.portregistry.cli;

/**
 * Thrown for a wrong command line; the message suggests the correction. It is empty for an empty
 * command line, for which the help is printed.
 */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }

  UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
