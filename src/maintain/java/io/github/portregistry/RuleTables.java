package io.github.portregistry;

import io.github.portregistry.fact.FactTable;
import java.util.Map;

/**
 * The tables that {@link LivenessRule} reads and the library does not.
 *
 * @param listings the oldest lists of assigned numbers that have the services
 * @param families services of one product
 * @param platforms platforms that are still maintained, by the word that names them
 * @param curated what a person judged
 * @param searches what searches for services found
 */
record RuleTables(
    FactTable<FirstListing> listings,
    FactTable<ServiceFamily> families,
    Map<String, LivingPlatform> platforms,
    FactTable<CuratedStatus> curated,
    FactTable<Search> searches) {}
