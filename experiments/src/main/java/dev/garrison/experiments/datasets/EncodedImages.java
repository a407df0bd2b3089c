package dev.garrison.experiments.datasets;

/** Where encoded images are and what they show. Immutable, any thread. */
interface EncodedImages {
  /** Offset of an image that is a file of its own. */
  long WHOLE_FILE = -1;

  /** Number of images, at least 1. */
  int size();

  /**
   * The file an image is in.
   *
   * @param index 0 … size − 1
   */
  String file(int index);

  /**
   * First byte of the image's TFRecord in its file, or {@link #WHOLE_FILE}. The images of one set
   * are all of one kind.
   *
   * @param index 0 … size − 1
   */
  long offset(int index);

  /**
   * The image's class number.
   *
   * @param index 0 … size − 1
   */
  int label(int index);
}
