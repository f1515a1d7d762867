package io.github.portregistry.cli;

/**
 * The question was wrong; the message says what would be right, and is empty where nothing was
 * asked, which the help answers.
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
