package dev.garrison.cluster.submit;

import java.io.IOException;
import java.util.List;

/** Starts the process of a run. One call at a time. */
public interface RunLauncher {
  /**
   * @param words options of the runner, as the client gave them: not trusted to be any
   * @return the process, its output not read by anybody else; SIGTERM asks it to stop in order
   * @throws SubmissionException if the words are refused; the client is told why
   */
  Process start(List<String> words) throws IOException, SubmissionException;
}
