package dev.garrison.experiments.models;

import static dev.garrison.experiments.models.Oracle.conv;
import static dev.garrison.experiments.models.Oracle.dense;
import static dev.garrison.experiments.models.Oracle.maxPool;
import static dev.garrison.experiments.models.Oracle.relu;
import static dev.garrison.experiments.models.Oracle.times;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.DataShape;
import dev.garrison.core.Seed;
import dev.garrison.experiments.Model;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TorchnetTest extends ModelContract {
  @Override
  Model model() {
    return new Torchnet();
  }

  @Override
  DataShape data() {
    return IMAGES;
  }

  @Override
  DataShape smallData() {
    return new DataShape(ImmutableList.of(12, 12, 1), 10);
  }

  @Override
  Oracle.Net net() {
    Oracle.BatchNet net = net(ones(1024), ones(128));
    return (x, w) -> net.outputs(0, x, w);
  }

  @Override
  Oracle.BatchNet trainingNet(Seed seed, int batch) {
    double[][] masks1 = DropoutMasks.of(seed, 5, 0.25f, batch, 4, 4, 64);
    double[][] masks2 = DropoutMasks.of(seed, 8, 0.5f, batch, 128);
    return net(masks1, masks2);
  }

  private static Oracle.BatchNet net(double[][] masks1, double[][] masks2) {
    return (example, x, w) -> {
      double[] c1 = relu(conv(x, 12, 3, w[0], w[1]));
      double[] c2 = relu(conv(c1, 10, 3, w[2], w[3]));
      double[] dropped = times(maxPool(c2, 8), masks1[example]);
      double[] hidden = times(relu(dense(dropped, w[4], w[5])), masks2[example]);
      return dense(hidden, w[6], w[7]);
    };
  }

  private static double[][] ones(int values) {
    double[][] mask = new double[1][values];
    Arrays.fill(mask[0], 1);
    return mask;
  }

  @Override
  int dimension() {
    return 1_199_882;
  }

  @Override
  void checkStart(String name, float[] values, int fanIn) {
    checkFanInUniform(name, values, fanIn);
  }

  @Test
  void fitsImagesOfManySizes() {
    assertTrue(model().fits(new DataShape(ImmutableList.of(6, 7, 3), 5)));
    assertFalse(model().fits(new DataShape(ImmutableList.of(6, 5, 3), 5)));
    assertFalse(model().fits(new DataShape(ImmutableList.of(28, 28), 10)));
    assertFalse(model().fits(new DataShape(ImmutableList.of(28, 28, 1), 0)));
    assertFalse(model().fits(POINTS));
  }
}
