package dev.viche.contract;

/** Who comes, from least to most. */
enum Who {
    NOBODY,
    GUEST,
    ACCOUNT,
    MEMBER,
    MODERATOR,
    OWNER,
    ADMIN
}
