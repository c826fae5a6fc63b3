package dev.viche.backup;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The kinds of lines between an export's first and last, in their order, and their members. A member is called as the
 * column is in every database; one that is null is left out.
 */
enum ExportLine {
    /** Someone's account; a deleted one too, so that its user id stays nobody else's. */
    ACCOUNT(
            text("user_id"),
            text("username"),
            text("name_key"),
            text("role"),
            secretText("password"),
            optionalText("issuer"),
            optionalText("subject"),
            number("created_at"),
            optionalNumber("deleted_at")),
    /** A form of a name that is an account's for good. */
    RESERVED_NAME(text("form"), text("user_id")),
    /** A room, or the two of a direct conversation. */
    ROOM(
            number("id"),
            text("kind"),
            text("name"),
            text("name_key"),
            number("last_seq"),
            number("created_at"),
            number("last_activity"),
            number("closed"),
            optionalText("topic"),
            number("archived"),
            number("read_only"),
            number("slow_mode"),
            number("retention")),
    /** A name that a room had once. */
    ROOM_ALIAS(text("name_key"), number("room_id")),
    /** What an account is in a room. */
    ROOM_ROLE(number("room_id"), text("user_id"), text("role"), text("given_by"), number("given_at")),
    /** What a bot may do, and the hash of its token. */
    BOT(
            text("user_id"),
            number("room_id"),
            neededSecret("token_hash"),
            text("scopes"),
            text("made_by"),
            number("made_at"),
            number("expires_at")),
    /** Who is told of a room's entries over HTTP, and how far. */
    WEBHOOK(
            number("id"),
            number("room_id"),
            text("url"),
            neededSecret("secret"),
            text("made_by"),
            number("made_at"),
            number("delivered_seq")),
    /** A mute or ban; of room 0, on the whole server. */
    SANCTION(
            number("id"),
            text("kind"),
            number("room_id"),
            optionalText("user_id"),
            optionalText("username"),
            optionalNumber("network"),
            number("with_address"),
            optionalNumber("parent"),
            number("until"),
            optionalText("reason"),
            text("given_by"),
            number("given_at")),
    /** Who did what to whom and why. */
    AUDIT(
            number("id"),
            number("at"),
            number("room_id"),
            text("deed"),
            text("actor_id"),
            text("actor"),
            optionalText("user_id"),
            optionalText("username"),
            optionalNumber("sanction_id"),
            optionalText("detail"),
            optionalText("reason")),
    /** Someone of a direct conversation, and how far anyone has read. */
    MEMBERSHIP(number("room_id"), text("user_id"), text("username"), text("name_key"), number("read_seq")),
    /** An entry of the log: a message with its newest text, an edit, a deletion. */
    MESSAGE(
            number("room_id"),
            number("seq"),
            text("kind"),
            optionalText("message_id"),
            text("user_id"),
            text("username"),
            optionalText("message_text"),
            number("at"),
            optionalText("client_message_id"),
            optionalNumber("reply_to"),
            optionalNumber("target_seq"),
            optionalNumber("edited_at"),
            optionalNumber("deleted_at"),
            optionalText("deleted_by"));

    /**
     * A member of a line; numbers are integers, times are milliseconds since 1970.
     *
     * @param secret whether an export for a reader, and not for another server, goes without it
     */
    record Member(String name, boolean number, boolean needed, boolean secret) {}

    // List.of is immutable; its type does not tell.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Member> members;

    ExportLine(Member... members) {
        this.members = List.of(members);
    }

    /** Whether it is of no use without its secret, so that an export without secrets goes without it. */
    boolean isSecret() {
        return members.stream().anyMatch(member -> member.needed() && member.secret());
    }

    /** Whether its rows are numbered by the database. */
    boolean hasId() {
        return members.stream().anyMatch(member -> member.name().equals("id"));
    }

    List<Member> members() {
        return members;
    }

    /** In the line's {@code type}, and the table's name. */
    String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    private String columns() {
        return members.stream().map(Member::name).collect(Collectors.joining(", "));
    }

    /**
     * In the order in which an import needs them: the entries of a room together, by seq.
     *
     * @param byBytes what a database is told to compare texts by their bytes
     */
    String select(String byBytes) {
        String order = switch (this) {
            case ACCOUNT, BOT -> "user_id" + byBytes;
            case RESERVED_NAME -> "form" + byBytes;
            case ROOM, WEBHOOK, SANCTION, AUDIT -> "id";
            case ROOM_ALIAS -> "name_key" + byBytes;
            case ROOM_ROLE, MEMBERSHIP -> "room_id, user_id" + byBytes;
            case MESSAGE -> "room_id, seq";
        };
        return "select %s from %s order by %s".formatted(columns(), type(), order);
    }

    String insert() {
        String places = members.stream().map(_ -> "?").collect(Collectors.joining(", "));
        return "insert into %s (%s) values (%s)".formatted(type(), columns(), places);
    }

    Member member(String name) {
        return members.stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a %s has no '%s'".formatted(type(), name)));
    }

    static ExportLine of(String type) {
        for (ExportLine line : values()) {
            if (Objects.equals(line.type(), type)) {
                return line;
            }
        }
        throw new IllegalArgumentException("'%s' is no type of a line".formatted(type));
    }

    private static Member number(String name) {
        return new Member(name, true, true, false);
    }

    private static Member text(String name) {
        return new Member(name, false, true, false);
    }

    private static Member optionalNumber(String name) {
        return new Member(name, true, false, false);
    }

    private static Member optionalText(String name) {
        return new Member(name, false, false, false);
    }

    private static Member neededSecret(String name) {
        return new Member(name, false, true, true);
    }

    private static Member secretText(String name) {
        return new Member(name, false, false, true);
    }
}
