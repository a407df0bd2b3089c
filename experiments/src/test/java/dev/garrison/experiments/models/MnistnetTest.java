package dev.garrison.experiments.models;

import static dev.garrison.experiments.models.Oracle.dense;
import static dev.garrison.experiments.models.Oracle.maxPool;
import static dev.garrison.experiments.models.Oracle.paddedConv;
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

class MnistnetTest extends ModelContract {
  @Override
  Model model() {
    return new Mnistnet();
  }

  @Override
  DataShape data() {
    return IMAGES;
  }

  @Override
  DataShape smallData() {
    return new DataShape(ImmutableList.of(8, 8, 1), 10);
  }

  @Override
  Oracle.Net net() {
    Oracle.BatchNet net = net(ones(1024), ones(256), ones(128));
    return (x, w) -> net.outputs(0, x, w);
  }

  @Override
  Oracle.BatchNet trainingNet(Seed seed, int batch) {
    double[][] masks1 = DropoutMasks.of(seed, 5, 0.25f, batch, 4, 4, 64);
    double[][] masks2 = DropoutMasks.of(seed, 11, 0.25f, batch, 2, 2, 64);
    double[][] masks3 = DropoutMasks.of(seed, 14, 0.5f, batch, 128);
    return net(masks1, masks2, masks3);
  }

  private static Oracle.BatchNet net(double[][] masks1, double[][] masks2, double[][] masks3) {
    return (example, x, w) -> {
      double[] c1 = relu(paddedConv(x, 8, 5, w[0], w[1]));
      double[] c2 = relu(paddedConv(c1, 8, 5, w[2], w[3]));
      double[] p1 = times(maxPool(c2, 8), masks1[example]);
      double[] c3 = relu(paddedConv(p1, 4, 3, w[4], w[5]));
      double[] c4 = relu(paddedConv(c3, 4, 3, w[6], w[7]));
      double[] p2 = times(maxPool(c4, 4), masks2[example]);
      double[] hidden = times(relu(dense(p2, w[8], w[9])), masks3[example]);
      return dense(hidden, w[10], w[11]);
    };
  }

  private static double[][] ones(int values) {
    double[][] mask = new double[1][values];
    Arrays.fill(mask[0], 1);
    return mask;
  }

  @Override
  int dimension() {
    return 580_810;
  }

  @Override
  void checkStart(String name, float[] values, int fanIn) {
    checkFanInUniform(name, values, fanIn);
  }

  @Test
  void fitsImagesOfManySizes() {
    assertTrue(model().fits(new DataShape(ImmutableList.of(4, 5, 3), 5)));
    assertFalse(model().fits(new DataShape(ImmutableList.of(4, 3, 3), 5)));
    assertFalse(model().fits(new DataShape(ImmutableList.of(28, 28), 10)));
    assertFalse(model().fits(new DataShape(ImmutableList.of(28, 28, 1), 0)));
    assertFalse(model().fits(POINTS));
  }
}
