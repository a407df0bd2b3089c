/** Listening sockets that strangers can reach, and how many of them are put up with. */
package dev.garrison.cluster.listen;
