/** How vectors travel between the parameter server and the workers, and what is lost on the way. */
package dev.garrison.cluster.codec;
