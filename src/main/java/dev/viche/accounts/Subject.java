package dev.viche.accounts;

/**
 * Whom another issuer means (OpenID Connect Core, section 2).
 *
 * @param issuer who says so
 * @param id what the issuer calls them for good
 */
public record Subject(String issuer, String id) {}
