package dev.garrison.runner.provenance;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.garrison.aggregators.TrustedGradient;
import dev.garrison.aggregators.kernels.Vectors;
import dev.garrison.core.ArgDescription;
import dev.garrison.core.Bindings;
import dev.garrison.core.PluginDescription;
import dev.garrison.core.PluginKind;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.runner.cli.Cadence;
import dev.garrison.runner.cli.ClusterConfig;
import dev.garrison.runner.cli.RunConfig;
import dev.garrison.runner.optimizers.Optimizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Writes {@code run.json}: all arguments resolved, seeds, versions, machine. */
public final class Provenance {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final PluginRegistry registry;

  /**
   * @param registry where plugins' defaults are looked up
   */
  public Provenance(PluginRegistry registry) {
    this.registry = registry;
  }

  /**
   * The text of {@code run.json}.
   *
   * @param config of the run
   * @param dimension d of the model
   * @param firstStep updates made before, by the runs this one goes on from
   */
  public String json(RunConfig config, int dimension, long firstStep) {
    JsonObject run = new JsonObject();
    Build build = Build.read();
    run.addProperty("garrison", build.version());
    run.addProperty("git-revision", build.revision());
    run.addProperty("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    run.addProperty("first-step", firstStep);
    run.addProperty("dimension", dimension);
    run.add("identity", identity(config));
    run.add("run", duration(config));
    run.add("machine", machine());
    return GSON.toJson(run) + "\n";
  }

  /** What decides the bits of the result: equal identities, equal parameters at every step. */
  public JsonObject identity(RunConfig config) {
    JsonObject identity = new JsonObject();
    identity.add(
        "experiment", plugin(dev.garrison.experiments.Experiment.KIND, config.experiment()));
    identity.add(
        "aggregator", plugin(dev.garrison.aggregators.Aggregator.KIND, config.aggregator()));
    JsonArray before = new JsonArray();
    config
        .preAggregators()
        .forEach(spec -> before.add(plugin(dev.garrison.aggregators.PreAggregator.KIND, spec)));
    identity.add("pre-aggregators", before);
    identity.add("optimizer", plugin(Optimizer.KIND, config.optimizer()));
    identity.add(
        "learning-rate",
        plugin(dev.garrison.runner.schedules.LearningRate.KIND, config.learningRate()));
    identity.add("codec", plugin(dev.garrison.cluster.codec.Codec.KIND, config.codec()));
    config
        .attack()
        .ifPresent(spec -> identity.add("attack", plugin(dev.garrison.attacks.Attack.KIND, spec)));
    identity.addProperty("nb-workers", config.population().workers());
    identity.addProperty("nb-decl-byz-workers", config.population().declared());
    JsonArray ids = new JsonArray();
    config.population().byzantine().forEach(ids::add);
    identity.add("byzantine-ids", ids);
    config
        .localAttack()
        .ifPresent(
            spec -> {
              identity.add("local-attack", plugin(dev.garrison.attacks.Attack.KIND, spec));
              JsonArray local = new JsonArray();
              config.population().local().forEach(local::add);
              identity.add("local-attack-ids", local);
            });
    JsonArray trusted = new JsonArray();
    config.population().trusted().forEach(trusted::add);
    identity.add("trusted-workers", trusted);
    if (registry
        .describe(dev.garrison.aggregators.Aggregator.KIND, config.aggregator().name())
        .provided()
        .contains(TrustedGradient.class)) {
      identity.addProperty("trusted-examples", config.numerics().trustedExamples());
    }
    identity.addProperty("seed", config.numerics().seed().value());
    identity.addProperty("worker-momentum", workerMomentum(config));
    identity.addProperty("worker-threads", config.numerics().workerThreads());
    identity.addProperty("l1-regularize", config.numerics().l1());
    identity.addProperty("l2-regularize", config.numerics().l2());
    identity.addProperty("gpu", config.behaviour().gpu());
    return identity;
  }

  private float workerMomentum(RunConfig config) {
    Optimizer optimizer = registry.create(Optimizer.KIND, config.optimizer(), Bindings.none());
    return config.numerics().workerMomentum(config.optimizer().name(), optimizer.workerMomentum());
  }

  private static JsonObject duration(RunConfig config) {
    JsonObject run = new JsonObject();
    run.addProperty("max-step", config.maxSteps());
    run.addProperty("aggregation-threads", config.numerics().aggregationThreads());
    run.addProperty("step-timeout", config.behaviour().stepWait().text());
    config.cluster().ifPresent(cluster -> run.add("cluster", cluster(cluster)));
    run.add("evaluation", cadence(config.evaluation()));
    run.add("checkpoint", cadence(config.checkpoint()));
    run.add("summary", cadence(config.summary()));
    return run;
  }

  private static JsonObject cluster(ClusterConfig cluster) {
    JsonObject json = new JsonObject();
    json.add("nodes", JsonParser.parseString(cluster.spec().canonical()));
    json.addProperty("ps-job-name", cluster.serverJob());
    json.addProperty("wk-job-name", cluster.workerJob());
    cluster.evaluationJob().ifPresent(job -> json.addProperty("ev-job-name", job));
    json.addProperty("insecure", cluster.credentials().isEmpty());
    json.addProperty("resync", cluster.resync());
    cluster
        .udp()
        .ifPresent(
            udp -> {
              json.addProperty("udp", udp.workers());
              json.addProperty("udp-rate", udp.rate());
              json.addProperty("udp-fill", udp.fill().name().toLowerCase(Locale.ROOT));
            });
    return json;
  }

  private static JsonObject cadence(Cadence cadence) {
    JsonObject json = new JsonObject();
    json.addProperty("delta", cadence.delta());
    json.addProperty("period", cadence.period());
    return json;
  }

  private static JsonObject machine() {
    JsonObject machine = new JsonObject();
    machine.addProperty("tensorflow", dev.garrison.experiments.Devices.tensorFlowVersion());
    machine.addProperty("java", Runtime.version().toString());
    machine.addProperty(
        "jvm", System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.name"));
    machine.addProperty("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.addProperty("processors", Runtime.getRuntime().availableProcessors());
    machine.addProperty("kernels", Vectors.implementation());
    return machine;
  }

  /** Name and every argument, the defaults filled in. */
  private JsonElement plugin(PluginKind<?> kind, PluginSpec spec) {
    PluginDescription description = registry.describe(kind, spec.name());
    JsonObject args = new JsonObject();
    for (ArgDescription argument : description.arguments()) {
      String value = spec.args().getOrDefault(argument.name(), argument.defaultValue());
      args.addProperty(argument.name(), value);
    }
    JsonObject json = new JsonObject();
    json.addProperty("name", description.name());
    json.addProperty("class", description.type().getName());
    json.add("args", args);
    return json;
  }
}
