/**
 * A node of a cluster: listens, lets nobody but its parameter server in, hosts logical workers and
 * evaluates.
 */
package dev.garrison.cluster.node;
