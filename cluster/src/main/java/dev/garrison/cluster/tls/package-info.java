/** Who is who on the network: slots, certificates, TLS contexts. */
package dev.garrison.cluster.tls;
