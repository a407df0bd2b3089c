/** {@code bin/deploy}: starts a cluster's nodes, over SSH or here, and takes them down. */
package dev.garrison.deploy;
