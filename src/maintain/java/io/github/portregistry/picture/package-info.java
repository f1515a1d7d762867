/**
 * The maintainer's pictures, drawn from the tables as SVG. Start with {@link
 * io.github.portregistry.picture.Pictures}.
 */
@NullMarked
package io.github.portregistry.picture;

import org.jspecify.annotations.NullMarked;
