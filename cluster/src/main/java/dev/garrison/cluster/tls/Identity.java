package dev.garrison.cluster.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a certificate names: {@code garrison:<cluster>/<job>/<index>} as its one alternative name of
 * type URI, the job URL-encoded.
 *
 * @param cluster id of the cluster, hexadecimal
 * @param slot the place in it
 */
record Identity(String cluster, Slot slot) {
  /** Every certificate's DNS name, so that host names are verified as everywhere else. */
  static final String DNS_NAME = "garrison";

  private static final Pattern FORM =
      Pattern.compile("garrison:([0-9a-f]{1,64})/([^/]{1,1024})/(0|[1-9][0-9]{0,8})");
  // RFC 5280, section 4.2.1.6
  private static final int URI = 6;

  /** As in a certificate. */
  String uri() {
    return "garrison:" + cluster + "/" + URLEncoder.encode(slot.job(), UTF_8) + "/" + slot.index();
  }

  /**
   * Reads the one there is.
   *
   * @throws CertificateException if there is none, more than one, or one of another form
   */
  static Identity of(X509Certificate certificate) throws CertificateException {
    List<String> uris = new ArrayList<>();
    var names = certificate.getSubjectAlternativeNames();
    for (List<?> name : names == null ? List.<List<?>>of() : names) {
      if (name.get(0).equals(URI)) {
        uris.add((String) name.get(1));
      }
    }
    Matcher matcher = FORM.matcher(uris.size() == 1 ? uris.get(0) : "");
    if (!matcher.matches()) {
      throw new CertificateParsingException("names no slot of a cluster: " + uris);
    }
    try {
      String job = URLDecoder.decode(matcher.group(2), UTF_8);
      return new Identity(matcher.group(1), new Slot(job, Integer.parseInt(matcher.group(3))));
    } catch (IllegalArgumentException e) {
      throw new CertificateParsingException("names no slot of a cluster: " + uris, e);
    }
  }
}
