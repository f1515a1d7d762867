/**
 * Explains in Spring Boot's failure report which process uses a port. Nothing here is public, and
 * no class is loaded without Spring Boot.
 */
@NullMarked
package io.github.portregistry.spring;

import org.jspecify.annotations.NullMarked;
