package io.github.portregistry.cli;

/** x. */
public final class Main {
  private Main() {}

  /** x. */
  public static void main(String[] args) {
    System.out.println(io.github.portregistry.PortRegistry.lookup(Integer.parseInt(args[0])));
  }
}
