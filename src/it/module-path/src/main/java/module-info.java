/** Requires the library and nothing optional. */
module consumer {
  requires io.github.portregistry;
}
