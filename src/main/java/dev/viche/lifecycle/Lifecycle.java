package dev.viche.lifecycle;

import dev.viche.accounts.AccountWriter;
import dev.viche.accounts.Admin;
import dev.viche.backup.BackupSchedule;
import dev.viche.cluster.Bus;
import dev.viche.cluster.Instance;
import dev.viche.cluster.LogTail;
import dev.viche.delivery.Deliveries;
import dev.viche.live.Enforcement;
import dev.viche.live.LiveRooms;
import dev.viche.live.LogReaders;
import dev.viche.live.Muster;
import dev.viche.live.Overheard;
import dev.viche.live.Sessions;
import dev.viche.messages.GroupCommit;
import dev.viche.messages.Write;
import dev.viche.protocol.Closing;
import dev.viche.storage.LogIdentity;
import dev.viche.storage.Migration;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Start and stop, in order, each step with its reason. Nothing else in the program knows the order. */
@Singleton
public class Lifecycle {

    private static final Logger LOG = Logger.getLogger(Lifecycle.class);

    private final Migration migration;
    private final LogIdentity identity;
    private final Instance instance;
    private final GroupCommit commit;
    private final AccountWriter accounts;
    private final Admin admin;
    private final LogTail tail;
    private final Bus bus;
    private final LiveRooms rooms;
    private final LogReaders readers;
    private final Overheard overheard;
    private final Muster muster;
    private final Enforcement enforcement;
    private final Sessions sessions;
    private final Chores chores;
    private final BackupSchedule backups;
    private final Deliveries deliveries;
    private final ServerState state;
    private final Drain drain;
    private final Listener listener;
    private final Signals signals;
    private volatile int port;
    private boolean listening = true;
    private volatile boolean leaving;
    private Drain.Outcome drained = new Drain.Outcome(0, 0);

    Lifecycle(
            Migration migration,
            LogIdentity identity,
            Instance instance,
            GroupCommit commit,
            AccountWriter accounts,
            Admin admin,
            LogTail tail,
            Bus bus,
            LiveRooms rooms,
            LogReaders readers,
            Overheard overheard,
            Muster muster,
            Enforcement enforcement,
            Sessions sessions,
            Chores chores,
            BackupSchedule backups,
            Deliveries deliveries,
            ServerState state,
            Drain drain,
            Listener listener,
            Signals signals) {
        this.migration = migration;
        this.identity = identity;
        this.instance = instance;
        this.commit = commit;
        this.accounts = accounts;
        this.admin = admin;
        this.tail = tail;
        this.bus = bus;
        this.rooms = rooms;
        this.readers = readers;
        this.overheard = overheard;
        this.muster = muster;
        this.enforcement = enforcement;
        this.sessions = sessions;
        this.chores = chores;
        this.backups = backups;
        this.deliveries = deliveries;
        this.state = state;
        this.drain = drain;
        this.listener = listener;
        this.signals = signals;
    }

    // ---- start -------------------------------------------------------------------------------------------------

    /** Quarkus listens only after this returns. */
    void start(@Observes StartupEvent event) {
        // 1. The schema, since everything else reads it.
        migration.run();
        // 2. The epoch and the token key, since the first join needs them.
        identity.load();
        // 3. The lock that shows others we live, before anything of ours can be seen in the database.
        instance.live(this::missed);
        // 4. The writer, which from its first commit on tells the rooms.
        commit.start(rooms::publish);
        accounts.start((write, answer) -> commit.submitOfAccount(write, written -> {
            answer.accept(written);
            if (written.endsAccess()) {
                bus.look();
            }
        }));
        // 5. The dead, before anyone can join: those they had get the grace period from now on.
        tail.lookAround();
        tail.start(rooms::sighted, rooms::moved, revoked -> accounts.tell(List.of(revoked)), enforcement::heard);
        //    What other instances tell at once, before there is a room that wants to hear it.
        bus.start(identity.epoch(), instance.id(), overheard);
        // 6. The port, since the system lets two programs share one: here only a predecessor on the same log may be.
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            listener.checkPort(tail.neighbours());
        }
        // 7. What happens by the clock: heartbeat, pings, pruning, backups.
        chores.start();
        // The first admin, beside the start: a hash takes as long as half of it.
        if (admin.isNamed()) {
            Thread.startVirtualThread(admin::ensure);
        }
        backups.start();
        deliveries.start();
        // 8. Signals, last: until here the JVM's own answer to them is right.
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            signals.listen(this::onSignal);
        }
        state.started();
        LOG.infof("Viche is ready: the log %s is in %s.", identity.epoch(), migration.place());
    }

    /** We listen: other processes on the log may send their people here. */
    void listening(@ObservesAsync HttpServerStart start) {
        port = start.options().getPort();
        commit.submit(new Write.Announce(instance.id(), port, false), _ -> bus.look());
        StartMemory.releaseSoon();
    }

    /** The others took us for dead, and may have said so: we are back, and so is whoever is connected here. */
    private void missed() {
        if (port != 0) {
            commit.submit(new Write.Announce(instance.id(), port, leaving), _ -> bus.look());
            Thread.startVirtualThread(muster::call);
        }
    }

    // ---- stop --------------------------------------------------------------------------------------------------

    private void onSignal() {
        if (!state.stopping()) {
            LOG.info("Already stopping: the drain ends now.");
            drain.hurry();
            return;
        }
        // 1. Readiness is false from here on, liveness stays true, and HTTP still answers.
        leaving = true;
        commit.submit(new Write.Announce(instance.id(), port, true), _ -> bus.look());
        drain.propagate();
        drain.awaitSuccessor();
        // 2. Newcomers are sent on: they are upgraded and closed with 1001, REST writes are answered 503.
        sessions.stopAccepting();
        tail.lookAround();
        leaveThePortToASuccessor();
        // 3. - 6. Everyone is told when to go, and is waited for.
        drained = drain.run(this::leaveThePortToASuccessor);
        // 7. Nobody comes in any more: the end of the framework would cut them off without a word.
        listener.close();
        drain.seeOut();
        // 8. What was accepted is committed, and the framework closes what is left, the database last.
        Quarkus.asyncExit(closeLog() == 0 ? 0 : 1);
    }

    /** Two processes that listen on one port share its newcomers; as soon as a successor does, all shall be its own. */
    private void leaveThePortToASuccessor() {
        if (listening
                && tail.neighbours().stream()
                        .anyMatch(neighbour -> !neighbour.stopping() && neighbour.port() == port)) {
            listening = false;
            listener.close();
            LOG.infof("A successor serves port %d; this process does not listen any more.", port);
        }
    }

    /** After a signal only the farewell is left to do. In development and tests no signal comes: all is done here. */
    void stop(@Observes ShutdownEvent event) {
        if (state.stopping()) {
            sessions.stopAccepting();
            sessions.closeAll(Closing.MOVED);
            closeLog();
        }
        LOG.infof(
                "Viche has stopped: %d connections drained, %d closed by force, %d messages acknowledged, %d persisted,"
                        + " %d lost.",
                drained.drained(), drained.forced(), commit.acknowledged(), commit.persisted(), lost());
    }

    /** Returns how many acknowledged messages are not stored: none, unless something is very wrong. */
    private long closeLog() {
        chores.stop();
        backups.stop();
        deliveries.stop();
        tail.stop();
        // Nobody is here any more to read for, and the framework closes the database under who still reads.
        readers.close();
        // Whoever is still noted as connected to this process is away from now on.
        commit.submit(new Write.Bury(instance.id()), _ -> bus.look());
        commit.close();
        // Last, since it tells of what was committed last.
        bus.close();
        instance.die();
        return lost();
    }

    private long lost() {
        return commit.acknowledged() - commit.persisted();
    }
}
