package dev.garrison.experiments.models;

import static dev.garrison.experiments.models.Oracle.conv;
import static dev.garrison.experiments.models.Oracle.dense;
import static dev.garrison.experiments.models.Oracle.maxPool;
import static dev.garrison.experiments.models.Oracle.relu;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.DataShape;
import dev.garrison.experiments.Model;
import dev.garrison.experiments.Weight;
import org.junit.jupiter.api.Test;

class CnnTest extends ModelContract {
  @Override
  Model model() {
    return new Cnn(20, 50, 500);
  }

  @Override
  DataShape data() {
    return IMAGES;
  }

  @Override
  Oracle.Net net() {
    return (x, w) -> {
      double[] c1 = conv(x, 28, 5, w[0], w[1]);
      double[] p1 = maxPool(relu(c1), 24);
      double[] c2 = conv(p1, 12, 5, w[2], w[3]);
      double[] p2 = maxPool(relu(c2), 8);
      return dense(relu(dense(p2, w[4], w[5])), w[6], w[7]);
    };
  }

  @Override
  int dimension() {
    return 431_080;
  }

  @Test
  void everyLayerCanBeMadeNarrower() {
    assertEquals(
        ImmutableList.of(
            ImmutableList.of(5, 5, 1, 5),
            ImmutableList.of(5),
            ImmutableList.of(5, 5, 5, 12),
            ImmutableList.of(12),
            ImmutableList.of(4 * 4 * 12, 120),
            ImmutableList.of(120),
            ImmutableList.of(120, 10),
            ImmutableList.of(10)),
        new Cnn(5, 12, 120)
            .weights(IMAGES).stream().map(Weight::shape).collect(ImmutableList.toImmutableList()));
  }

  @Test
  void fitsImagesLargeEnoughForBothConvolutions() {
    assertTrue(model().fits(new DataShape(ImmutableList.of(16, 17, 3), 5)));
    assertFalse(model().fits(new DataShape(ImmutableList.of(16, 15, 3), 5)));
    assertFalse(model().fits(new DataShape(ImmutableList.of(28, 28), 10)));
    assertFalse(model().fits(new DataShape(ImmutableList.of(28, 28, 1), 0)));
    assertFalse(model().fits(POINTS));
  }
}
