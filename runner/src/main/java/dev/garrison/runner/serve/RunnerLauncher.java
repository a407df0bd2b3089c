package dev.garrison.runner.serve;

import com.google.common.collect.ImmutableList;
import dev.garrison.cluster.submit.RunLauncher;
import dev.garrison.cluster.submit.SubmissionException;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.core.UserException;
import dev.garrison.runner.Main;
import dev.garrison.runner.cli.ClientRequest;
import dev.garrison.runner.internal.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts a runner in a process of its own: TensorFlow sizes its threads once per process, and a run
 * that fails takes nothing with it. The runner ends when this process does.
 */
public final class RunnerLauncher implements RunLauncher {
  private final String cluster;
  private final Optional<Credentials> credentials;
  private final ImmutableList<Path> plugins;

  /**
   * @param cluster specification, JSON
   * @param credentials of the parameter server; empty for a cluster in plain text
   * @param plugins jars and class folders that every run has
   */
  public RunnerLauncher(String cluster, Optional<Credentials> credentials, List<Path> plugins) {
    this.cluster = cluster;
    this.plugins = ImmutableList.copyOf(plugins);
    this.credentials = credentials;
  }

  @Override
  public Process start(List<String> words) throws IOException, SubmissionException {
    try {
      ClientRequest.checkSubmitted(words);
    } catch (UserException e) {
      throw new SubmissionException(e.getMessage(), e);
    }
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--server", cluster, "--no-wait", "--end-with-stdin"));
    all.addAll(credentials.isPresent() ? List.of("--credentials", "-") : List.of("--insecure"));
    if (!plugins.isEmpty()) {
      all.add("--plugins");
      plugins.forEach(place -> all.add(place.toString()));
    }
    Process process = new ProcessBuilder(ChildJvm.command(List.of(), Main.class, all)).start();
    if (credentials.isPresent()) {
      // Stays open: its end tells the runner that this process is gone.
      OutputStream input = process.getOutputStream();
      credentials.get().write(input);
      input.flush();
    }
    return process;
  }
}
