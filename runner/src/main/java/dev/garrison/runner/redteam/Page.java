package dev.garrison.runner.redteam;

import com.google.common.html.HtmlEscapers;
import dev.garrison.runner.provenance.Build;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The red team's report as one HTML file that needs no other. */
final class Page {
  private Page() {}

  /**
   * @param command the command line, to be repeated
   * @param picture the heat map, if it could be drawn
   */
  static String html(Findings findings, String command, Optional<byte[]> picture) {
    StringBuilder body = new StringBuilder();
    for (Row row : findings.rows()) {
      body.append("<tr>");
      body.append("<th scope=\"row\">").append(escape(row.attack())).append("</th>");
      cell(body, decimals(row.mean()));
      cell(body, row.deviation().isPresent() ? decimals(row.deviation().getAsDouble()) : "–");
      cell(
          body,
          decimals(row.worst().last()) + " <small>(" + row.worst().key().seed() + ")</small>");
      cell(body, decimals(row.greatest()));
      cell(body, decimals(row.best()));
      cell(body, String.format(Locale.ROOT, "%.1f", row.seconds()));
      cell(body, Table.remarks(row, findings.seeds().size()));
      body.append("</tr>\n");
    }
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Red team</title>
        <meta name="viewport" content="width=device-width">
        <style>
        body{font-family:sans-serif;max-width:64em;margin:2em auto;padding:0 1em;color:#111;background:#fff}
        table{border-collapse:collapse}
        td,th{padding:.2em .8em;text-align:right;border-bottom:1px solid #ddd;font-weight:normal}
        thead th{font-weight:bold;vertical-align:bottom}
        th:first-child,td:last-child,thead th:last-child{text-align:left}
        code{white-space:pre-wrap;overflow-wrap:anywhere} img{max-width:100%%} small{color:#555}
        </style></head><body>
        <h1>Every attack against one defence</h1>
        <p><strong>%s</strong></p>
        <p><code>%s</code></p>
        <table><thead><tr><th scope="col">attack</th><th scope="col">final accuracy,<br>mean</th>
        <th scope="col">standard<br>deviation</th><th scope="col">worst<br>(seed)</th>
        <th scope="col">greatest</th><th scope="col">best on the way,<br>mean</th>
        <th scope="col">seconds<br>per run</th><th scope="col"></th></tr></thead><tbody>
        %s</tbody></table>
        <p>%s</p>
        <p><small>A run that diverged counts as accuracy 0. Garrison %s (%s).</small></p>
        </body></html>
        """
        .formatted(
            escape(verdict(findings)),
            escape(command),
            body,
            picture.map(Page::image).orElse(""),
            escape(Build.read().version()),
            escape(Build.read().revision()));
  }

  private static String verdict(Findings findings) {
    Trial worst = findings.worst();
    StringBuilder text = new StringBuilder();
    if (!findings.isComplete()) {
      text.append("%d of %d runs were done. ".formatted(findings.done(), findings.planned()));
    }
    text.append(
        String.format(
            Locale.ROOT, "Worst final accuracy: %.4f under %s.", worst.last(), worst.key()));
    if (findings.require() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              " Required: %.4f; %s.",
              findings.require(),
              findings.below().map(list -> "below are " + list).orElse("all reach it")));
    }
    return text.toString();
  }

  private static String image(byte[] picture) {
    return "<img alt=\"final accuracy by attack and seed, as in the table\" src=\"data:image/png;base64,"
        + Base64.getEncoder().encodeToString(picture)
        + "\">";
  }

  private static void cell(StringBuilder body, String html) {
    body.append("<td>").append(html).append("</td>");
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String escape(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }
}
