package io.github.portregistry.cli;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Concatenates values and lists of values lazily: each value is computed when it is reached and is
 * not kept.
 */
final class Joined extends AbstractCollection<Object> {

  private final List<Object> parts = new ArrayList<>();

  /** Appends a value, or the values of a list. */
  void append(Object part) {
    parts.add(part);
  }

  /** Returns the value or list that was appended first. */
  Object first() {
    return parts.get(0);
  }

  @Override
  public int size() {
    int size = 0;
    for (Object part : parts) {
      size += part instanceof List<?> several ? several.size() : 1;
    }
    return size;
  }

  @Override
  public Iterator<Object> iterator() {
    Iterator<Object> rest = parts.iterator();
    return new Iterator<>() {
      private Iterator<?> part = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!part.hasNext() && rest.hasNext()) {
          Object next = rest.next();
          part = (next instanceof List<?> several ? several : List.of(next)).iterator();
        }
        return part.hasNext();
      }

      @Override
      public Object next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return part.next();
      }
    };
  }
}
