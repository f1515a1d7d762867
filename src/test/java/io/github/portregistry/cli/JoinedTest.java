package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class JoinedTest {

  private final List<Integer> asked = new ArrayList<>();

  /** A list that notes what it is asked for. */
  private List<Integer> numbers(int size) {
    return new AbstractList<>() {
      @Override
      public Integer get(int index) {
        asked.add(index);
        return index;
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  @Test
  void theValuesOfListsAndOthersFollowEachOther() {
    Joined joined = new Joined();
    joined.append(numbers(3));
    joined.append(List.of());
    joined.append("one");
    joined.append(List.of("two"));

    assertThat(joined).containsExactly(0, 1, 2, "one", "two").hasSize(5);
  }

  @Test
  void aValueIsAskedForWhenItsTurnComes() {
    Joined joined = new Joined();
    joined.append(numbers(1000));
    joined.append("one");
    Iterator<Object> values = joined.iterator();

    values.next();
    values.next();

    assertThat(asked).containsExactly(0, 1);
  }

  @Test
  void afterTheLastValueThereIsNone() {
    Joined joined = new Joined();
    joined.append(List.of());
    joined.append("one");
    joined.append(List.of());
    Iterator<Object> values = joined.iterator();

    assertThat(values.next()).isEqualTo("one");
    assertThat(values.hasNext()).isFalse();
    assertThatThrownBy(values::next).isInstanceOf(NoSuchElementException.class);
    assertThat(joined.first()).isEqualTo(List.of());
  }
}
