package dev.garrison.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import com.google.common.net.HostAndPort;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The nodes of a cluster by job, {@code {"job": ["host:port", ...], ...}}. Immutable.
 *
 * @param jobs nodes in the order given, by job name; no job is empty
 */
public record ClusterSpec(ImmutableMap<String, ImmutableList<HostAndPort>> jobs) {
  private static final String FORM = "{\"job\": [\"host:port\", ...], ...}";
  // A name or a number, and never what a program could take for an option
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_:][A-Za-z0-9_.:%-]*");
  private static final int ID_DIGITS = 16;

  /** Refuses a cluster without nodes. */
  public ClusterSpec {
    if (jobs.isEmpty()) {
      throw new UserException("cluster specification: expected " + FORM + ", got no job");
    }
  }

  /**
   * Reads the JSON form.
   *
   * @throws UserException if the text is not JSON or not of the form
   */
  public static ClusterSpec parse(String json) {
    // Not read as one object, in which the second of two equal names would silently win.
    JsonReader reader = new JsonReader(new StringReader(json));
    reader.setStrictness(Strictness.STRICT);
    Map<String, ImmutableList<HostAndPort>> jobs = new LinkedHashMap<>();
    try {
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        throw new UserException("cluster specification: expected " + FORM + ", got " + json);
      }
      reader.beginObject();
      while (reader.hasNext()) {
        String job = reader.nextName();
        if (jobs.put(job, nodes(job, JsonParser.parseReader(reader))) != null) {
          throw new UserException("cluster specification: job \"" + job + "\" is given twice");
        }
      }
      reader.endObject();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new UserException("cluster specification: not JSON: " + json);
      }
    } catch (IOException | JsonParseException e) {
      throw new UserException("cluster specification: not JSON: " + json, e);
    }
    return new ClusterSpec(ImmutableMap.copyOf(jobs));
  }

  /**
   * The nodes of a job.
   *
   * @throws UserException naming the jobs there are
   */
  public ImmutableList<HostAndPort> job(String name) {
    ImmutableList<HostAndPort> nodes = jobs.get(name);
    if (nodes == null) {
      throw new UserException(
          "cluster specification: no job \""
              + name
              + "\"; jobs: "
              + String.join(", ", jobs.keySet()));
    }
    return nodes;
  }

  /** Every node once. */
  public ImmutableSet<HostAndPort> nodes() {
    return jobs.values().stream()
        .flatMap(ImmutableList::stream)
        .collect(ImmutableSet.toImmutableSet());
  }

  /** The JSON form on one line, jobs by name: equal texts for equal clusters. */
  public String canonical() {
    JsonObject object = new JsonObject();
    ImmutableSortedMap.copyOf(jobs)
        .forEach(
            (job, nodes) -> {
              JsonArray array = new JsonArray();
              nodes.forEach(node -> array.add(node.toString()));
              object.add(job, array);
            });
    return object.toString();
  }

  /** Which cluster this is: the first 16 hexadecimal digits of the canonical form's SHA-256. */
  public String id() {
    return Hashing.sha256().hashString(canonical(), UTF_8).toString().substring(0, ID_DIGITS);
  }

  private static ImmutableList<HostAndPort> nodes(String job, JsonElement value) {
    if (!value.isJsonArray() || value.getAsJsonArray().isEmpty()) {
      throw new UserException(
          "cluster specification: job \""
              + job
              + "\": expected [\"host:port\", ...], got "
              + value);
    }
    ImmutableList.Builder<HostAndPort> nodes = ImmutableList.builder();
    for (JsonElement node : value.getAsJsonArray()) {
      nodes.add(node(job, node));
    }
    return nodes.build();
  }

  private static HostAndPort node(String job, JsonElement node) {
    String problem =
        "cluster specification: job \"" + job + "\": expected \"host:port\", got " + node;
    if (!node.isJsonPrimitive() || !node.getAsJsonPrimitive().isString()) {
      throw new UserException(problem);
    }
    try {
      HostAndPort address = HostAndPort.fromString(node.getAsString());
      if (!address.hasPort()
          || address.getPort() == 0
          || !HOST.matcher(address.getHost()).matches()) {
        throw new UserException(problem);
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw new UserException(problem, e);
    }
  }
}
