package io.github.portregistry;

import java.util.ArrayList;
import java.util.List;

/** Looks a port up while the heap is full, and again when it is not. */
final class ScarceMemoryMain {

  private static final int PIECE = 1 << 16;

  private ScarceMemoryMain() {}

  public static void main(String[] args) {
    List<byte[]> heap = new ArrayList<>();
    try {
      while (true) {
        heap.add(new byte[PIECE]);
      }
    } catch (OutOfMemoryError full) {
      // Room for small things, but not for the table.
      heap.subList(0, 4).clear();
    }
    String first;
    try {
      first = PortRegistry.lookup(443).toString();
    } catch (OutOfMemoryError e) {
      first = "no memory";
    }
    heap.clear();
    System.out.println(first);
    System.out.println(PortRegistry.lookup(443).assignments(Transport.TCP).get(0).serviceName());
    System.out.println(PortRegistry.lookup(443).equals(PortRegistry.bundled().port(443)));
    System.out.println(PortRegistry.lookup(832).formerAssignments().isEmpty());
  }
}
