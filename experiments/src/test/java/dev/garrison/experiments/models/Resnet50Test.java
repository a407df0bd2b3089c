package dev.garrison.experiments.models;

import dev.garrison.experiments.Model;

class Resnet50Test extends ResnetContract {
  @Override
  Model model(Norm norm) {
    return new Resnet50(norm);
  }

  @Override
  int dimension() {
    return 25_557_032;
  }

  @Override
  ResidualOracle oracle(Norm norm) {
    return new ResidualOracle(true, new int[] {3, 4, 6, 3}, norm);
  }
}
