package io.github.portregistry.bench;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** One figure per round, in the order of the rounds. */
record Samples(List<Double> values) {

  Samples {
    values = List.copyOf(values);
  }

  double min() {
    return sorted()[0];
  }

  double median() {
    double[] sorted = sorted();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double max() {
    return sorted()[values.size() - 1];
  }

  /** The median over the rounds of this figure by the other's of the same round. */
  double pairedRatio(Samples other) {
    return pairwise(other, (a, b) -> a / b).median();
  }

  /** This figure less the other's of the same round. */
  Samples minus(Samples other) {
    return pairwise(other, (a, b) -> a - b);
  }

  private Samples pairwise(Samples other, DoubleBinaryOperator operator) {
    return new Samples(
        IntStream.range(0, values.size())
            .mapToObj(i -> operator.applyAsDouble(values.get(i), other.values.get(i)))
            .toList());
  }

  private double[] sorted() {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }
}
