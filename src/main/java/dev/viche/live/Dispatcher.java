package dev.viche.live;

import dev.viche.config.VicheConfig;
import dev.viche.messages.GroupCommit;
import dev.viche.messages.MessageLog;
import dev.viche.messages.Page;
import dev.viche.messages.Write;
import dev.viche.messages.Written;
import dev.viche.moderation.Act;
import dev.viche.protocol.ClientFrame;
import dev.viche.protocol.Closing;
import dev.viche.protocol.Decoded;
import dev.viche.protocol.FrameCodec;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.protocol.ServerFrame;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries out what a session's client sends. Called on the session's event loop; never blocks. */
@Singleton
public class Dispatcher {

    private final FrameCodec codec;
    private final Joins joins;
    private final GroupCommit commit;
    private final PrivateMessages privateMessages;
    private final MessageLog log;
    private final LogReaders readers;
    private final InstantSource clock;
    private final Speech speech;

    Dispatcher(
            VicheConfig config,
            Joins joins,
            GroupCommit commit,
            PrivateMessages privateMessages,
            MessageLog log,
            LogReaders readers,
            InstantSource clock,
            Speech speech) {
        this.speech = speech;
        this.codec = new FrameCodec(config.limits().messageLength());
        this.joins = joins;
        this.commit = commit;
        this.privateMessages = privateMessages;
        this.log = log;
        this.readers = readers;
        this.clock = clock;
    }

    /** One text frame. {@link Intake#handled} is called when it is done with, its commit included. */
    public void receive(Session session, String text) {
        if (session.isClosed()) {
            session.intake().handled();
            return;
        }
        switch (session.intake().take()) {
            case PASS -> decoded(session, codec.decode(text));
            case REFUSE ->
                tooFast(
                        session,
                        codec.decode(text),
                        "You send faster than the limit in welcome.limits; wait a second and send it again.");
            case FLOOD -> {
                session.close(Closing.FLOODING);
                session.intake().handled();
            }
        }
    }

    private static void tooFast(Session session, Decoded decoded, String detail) {
        session.refuse(Refusal.RATE_LIMITED, detail, clientMessageId(decoded));
        session.intake().handled();
    }

    private static @Nullable String clientMessageId(Decoded decoded) {
        return switch (decoded) {
            case Decoded.Ok(ClientFrame.ChatMessage message) -> message.clientMessageId();
            case Decoded.Ok(ClientFrame.PrivateMessage message) -> message.clientMessageId();
            case Decoded.Ok _ -> null;
            case Decoded.Refused refused -> refused.answer().clientMessageId();
        };
    }

    private void decoded(Session session, Decoded decoded) {
        switch (decoded) {
            case Decoded.Refused refused -> {
                session.send(refused.answer());
                session.intake().handled();
            }
            case Decoded.Ok ok -> withinShare(session, ok);
        }
    }

    private void withinShare(Session session, Decoded.Ok ok) {
        Act act = act(ok.frame());
        if (act == Act.MESSAGE && session.line().isOnlyReading()) {
            session.refuse(
                    Refusal.FORBIDDEN, "This token has no scope write; make a bot that has it.", clientMessageId(ok));
            session.intake().handled();
        } else if (act == null || session.intake().allows(act, session.person())) {
            carryOut(session, ok.frame());
        } else if (act == Act.TYPING) {
            // It would be stale by the time it may be sent; nobody waits for an answer to it.
            session.intake().handled();
        } else {
            tooFast(
                    session,
                    ok,
                    "All your connections together, or all of your address, send faster than welcome.limits says;"
                            + " wait a second and send it again.");
        }
    }

    /** As what a frame is counted for its user and address; null when only for its connection. */
    private static @Nullable Act act(ClientFrame frame) {
        return switch (frame) {
            case ClientFrame.ChatMessage _ -> Act.MESSAGE;
            case ClientFrame.PrivateMessage _ -> Act.MESSAGE;
            case ClientFrame.EditMessage _ -> Act.MESSAGE;
            case ClientFrame.DeleteMessage _ -> Act.MESSAGE;
            case ClientFrame.Typing _ -> Act.TYPING;
            case ClientFrame.History _ -> Act.HISTORY;
            // A join is counted where it is carried out: on a room's own path there is no frame.
            case ClientFrame.JoinRoom _ -> null;
            // It moves forward only, and costs nothing where it does not move.
            case ClientFrame.Read _ -> null;
            case ClientFrame.Ping _ -> null;
            case ClientFrame.LeaveRoom _ -> null;
        };
    }

    private void carryOut(Session session, ClientFrame frame) {
        switch (frame) {
            case ClientFrame.JoinRoom join -> {
                joins.join(session, join);
                session.intake().handled();
            }
            case ClientFrame.Ping ping -> {
                session.send(new ServerFrame.Pong(ping.id(), clock.instant()));
                session.intake().handled();
            }
            case ClientFrame.LeaveRoom _ -> {
                session.close(Closing.LEFT);
                session.intake().handled();
            }
            case ClientFrame.ChatMessage message ->
                inRoom(session, message.clientMessageId(), (room, person) -> post(session, room, person, message));
            case ClientFrame.PrivateMessage message ->
                inRoom(session, message.clientMessageId(), (room, person) -> {
                    if (!isSilenced(session, speech.check(message.text()), message.clientMessageId())) {
                        privateMessages.send(session, room, person, message);
                    }
                });
            case ClientFrame.EditMessage edit ->
                inRoom(session, null, (room, person) -> {
                    if (!isSilenced(session, speech.check(room.room(), session.standing(), edit.text()), null)) {
                        append(session, new Write.Edit(room.room().id(), person, edit.seq(), edit.text()));
                    }
                });
            case ClientFrame.DeleteMessage delete ->
                inRoom(
                        session,
                        null,
                        (room, person) ->
                                append(session, new Write.Delete(room.room().id(), person, delete.seq())));
            case ClientFrame.Typing typing ->
                inRoom(session, null, (room, person) -> {
                    room.typing(person, typing.active());
                    session.intake().handled();
                });
            case ClientFrame.Read read ->
                inRoom(session, null, (room, person) -> markRead(session, room, person, read));
            case ClientFrame.History history ->
                inRoom(session, null, (room, person) -> history(session, room, history));
        }
    }

    private interface Deed {
        void carryOut(LiveRoom room, Person person);
    }

    private static void inRoom(Session session, @Nullable String clientMessageId, Deed act) {
        LiveRoom room = session.room();
        Person person = session.person();
        if (session.isJoining()) {
            // On a room's own path one is in the room as soon as it opens: what comes before the welcome waits for it.
            session.intake().keep(() -> inRoom(session, clientMessageId, act));
        } else if (room == null || person == null) {
            session.refuse(
                    Refusal.NOT_JOINED, "Join a room first: send join_room and wait for the welcome.", clientMessageId);
            session.intake().handled();
        } else {
            act.carryOut(room, person);
        }
    }

    /** Answers what is not to be said. Returns whether it was that. */
    private static boolean isSilenced(
            Session session, Speech.@Nullable Silenced silenced, @Nullable String clientMessageId) {
        if (silenced == null) {
            return false;
        }
        session.refuse(silenced.refusal(), silenced.detail(), clientMessageId);
        session.intake().handled();
        return true;
    }

    private void post(Session session, LiveRoom room, Person person, ClientFrame.ChatMessage message) {
        Speech.Silenced silenced = speech.check(room.room(), session.standing(), message.text());
        if (isSilenced(session, silenced, message.clientMessageId())) {
            return;
        }
        int spacing = Speech.spacing(room.room(), session.standing());
        long seen = session.sent();
        Write write = new Write.Post(
                room.room().id(), person, message.text(), message.clientMessageId(), message.replyTo(), spacing);
        submit(session, write, written -> {
            switch (written) {
                // The entry itself, delivered to its author like to everyone, is the acknowledgement.
                case Written.Appended _ -> {}
                case Written.Already already -> {
                    // A resend of what this connection has seen is answered again. What it has not seen is on its way.
                    if (already.stored().seq() <= seen) {
                        session.send(already.stored().frame());
                    } else {
                        room.catchUpTo(already.stored().seq());
                    }
                }
                case Written.Refused refused ->
                    session.refuse(refused.refusal(), refused.detail(), message.clientMessageId());
                case Written.Opened _ -> {}
                case Written.Marked _ -> {}
                case Written.Pruned _ -> {}
                case Written.Done _ -> {}
                case Written.OfAccount _ -> {}
                case Written.Ruled _ -> {}
            }
        });
    }

    private void append(Session session, Write write) {
        submit(session, write, written -> {
            if (written instanceof Written.Refused refused) {
                session.refuse(refused.refusal(), refused.detail(), null);
            }
        });
    }

    private void markRead(Session session, LiveRoom room, Person person, ClientFrame.Read read) {
        submit(session, new Write.MarkRead(room.room().id(), person, read.seq()), written -> {
            if (written instanceof Written.Marked marked && marked.moved()) {
                room.read(person, marked.seq());
            } else if (written instanceof Written.Refused refused) {
                session.refuse(refused.refusal(), refused.detail(), null);
            }
        });
    }

    private void history(Session session, LiveRoom room, ClientFrame.History wish) {
        readers.read(
                () -> {
                    Page page = log.before(room.room().id(), wish.before(), wish.limit());
                    session.send(new ServerFrame.History(Admission.frames(page), page.more(), false));
                    session.run(session.intake()::handled);
                },
                () -> {
                    session.refuse(
                            Refusal.STORAGE_UNAVAILABLE, "The log cannot be read now; ask again in a moment.", null);
                    session.run(session.intake()::handled);
                });
    }

    /** The answer comes on the session's loop. */
    private void submit(Session session, Write write, Consumer<Written> answer) {
        commit.submit(
                write,
                written -> session.run(() -> {
                    answer.accept(written);
                    session.intake().handled();
                }));
    }
}
