/** The parameter server's side of a cluster: dials the nodes, which listen, and trusts none. */
package dev.garrison.cluster.remote;
