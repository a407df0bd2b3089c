/** Starting a node on another machine: shells, the distribution, what the two sides say. */
package dev.garrison.deploy.remote;
