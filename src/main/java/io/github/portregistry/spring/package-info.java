/**
 * What Spring Boot prints of a port that is taken. Nothing of it is public, and nothing is loaded
 * where there is no Spring Boot.
 */
@NullMarked
package io.github.portregistry.spring;

import org.jspecify.annotations.NullMarked;
