/** The pages of the project's site, made from the tables. */
@NullMarked
package io.github.portregistry.site;

import org.jspecify.annotations.NullMarked;
