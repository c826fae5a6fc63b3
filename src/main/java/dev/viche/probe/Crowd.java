package dev.viche.probe;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All members and their rooms, from the first one's coming in to the verdict: they come in, talk, listen until the last
 * message is everywhere, and leave. Owned by the probe's loop; only {@link #outcome} is for others.
 */
final class Crowd {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long TICK_MILLIS = 5;
    private static final long LOOK_MILLIS = 20;
    // Nobody more in for so long, and nothing is tried.
    private static final long NO_PROGRESS = 10 * SECOND;
    // When all is heard there is still time for what comes twice.
    private static final long AFTERTHOUGHT = SECOND / 2;
    private static final long FAREWELL_MILLIS = 2000;
    // Of a server's limits a part is left to what else comes from this address.
    private static final double SHARE = 0.8;

    private final ProbePlan plan;
    private final EventLoop loop;
    private final Dialer dialer;
    private final Tally tally = new Tally();
    private final Script script;
    private final Backoff backoff;
    private final List<List<Member>> rooms = new ArrayList<>();
    private final List<RoomRecord> records = new ArrayList<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private @Nullable ScheduledFuture<?> routine;
    private @Nullable Allowance allowance;
    private String trouble = "no answer.";
    private Heard.Limits limits = new Heard.Limits(0, 0, 0, 0, 0);
    private int entered;
    private int in;
    private long lastArrival;
    private long talkBegan;
    private long talkEnded;
    private long said;
    private long toSay;
    private long doneSince;
    private boolean talking;
    private boolean over;

    Crowd(ProbePlan plan, EventLoop loop, Trust trust) {
        this.plan = plan;
        this.loop = loop;
        this.dialer = new Dialer(loop, trust);
        this.script = new Script(plan.seed(), plan.members(), plan.textLength());
        this.backoff = new Backoff(new Random(plan.seed()), plan.crowd());
        this.toSay = plan.messages();
        for (int room = 0; room < plan.rooms(); room++) {
            RoomRecord record = new RoomRecord(tally, plan.members());
            List<Member> members = new ArrayList<>();
            for (int i = 0; i < plan.members(); i++) {
                int server = (room * plan.members() + i) % plan.servers().size();
                members.add(new Member(this, room, i, hearing(room, i, record), record, server));
            }
            records.add(record);
            rooms.add(members);
        }
    }

    private Hearing hearing(int room, int member, RoomRecord record) {
        String place = plan.memberName(room, member) + " in " + plan.roomName(room);
        return new Hearing(record, script, plan, room, place, tally);
    }

    /** How it all ended, once it has. */
    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    // ---- they come in ------------------------------------------------------------------------------------------

    void enter() {
        lastArrival = now();
        routine(SECOND / plan.joinRate(), this::enterNext);
    }

    private void enterNext() {
        if (entered < plan.crowd()) {
            member(entered++).enter();
        }
        if (now() - lastArrival > NO_PROGRESS) {
            giveUp("%,d of %,d members are in, and for %d s nobody more came in: %s"
                    .formatted(in, plan.crowd(), NO_PROGRESS / SECOND, trouble));
        }
    }

    /** One after the other, room by room. */
    private Member member(int index) {
        return rooms.get(index % plan.rooms()).get(index / plan.rooms());
    }

    void arrived(Heard.Limits told) {
        lastArrival = now();
        in++;
        if (in == 1) {
            limits = told;
            String misfit = Fitness.misfit(plan, told);
            if (misfit != null) {
                giveUp(misfit);
                return;
            }
            allowance = new Allowance(SHARE * told.messages() * plan.servers().size(), now());
        }
        if (in == plan.crowd() && !over) {
            talk();
        }
    }

    void notOpened(Ending ending, ServerUrl server) {
        trouble = "%s: %s. %s".formatted(server, ending.detail(), Fitness.advice(ending, limits));
        tally.notOpened(ending.kind());
    }

    void stayedAway(Ending ending) {
        tally.stayedAway(ending.kind());
        if (!talking && !over) {
            giveUp("A member was told to stay away: %s".formatted(trouble));
        }
    }

    private void giveUp(String why) {
        finish(new Outcome.NotTried(why));
    }

    // ---- they talk ---------------------------------------------------------------------------------------------

    private void talk() {
        talking = true;
        talkBegan = now();
        members().forEach(member -> member.hearing().begin(talkBegan));
        routine(TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS), this::sayWhatIsDue);
    }

    private void sayWhatIsDue() {
        long due = Math.min(toSay, (now() - talkBegan) * plan.rate() / SECOND + 1);
        while (said < due) {
            int room = (int) (said % plan.rooms());
            int number = (int) (said / plan.rooms());
            rooms.get(room).get(script.speaker(room, number)).say(number, talkBegan + said * SECOND / plan.rate());
            said++;
            if (said % plan.rate() == 0) {
                settleRecords();
            }
        }
        if (said >= toSay) {
            settle();
        }
    }

    /** What all have heard need not be kept. */
    private void settleRecords() {
        for (int room = 0; room < plan.rooms(); room++) {
            long everyone =
                    rooms.get(room).stream().mapToLong(Member::last).min().orElse(0);
            records.get(room).settled(everyone);
        }
    }

    /** Nobody says anything more; what was said is judged. */
    void cutShort() {
        if (talking) {
            toSay = Math.min(toSay, said);
        } else if (!over) {
            giveUp("Interrupted before everyone was in.");
        }
    }

    // ---- they listen until all is heard ------------------------------------------------------------------------

    private void settle() {
        talkEnded = now();
        doneSince = Long.MAX_VALUE;
        routine(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS), this::lookWhetherAllIsHeard);
    }

    private void lookWhetherAllIsHeard() {
        if (!members().stream().allMatch(Member::isDone)) {
            doneSince = Long.MAX_VALUE;
        } else if (doneSince == Long.MAX_VALUE) {
            doneSince = now();
        }
        boolean done = doneSince != Long.MAX_VALUE && now() - doneSince >= AFTERTHOUGHT;
        if (done || now() - talkEnded > plan.settle().toNanos()) {
            members().forEach(member -> member.hearing().end(talkEnded, now()));
            finish(new Outcome.Judged(tally.report(plan, talkEnded - talkBegan)));
        }
    }

    private void finish(Outcome found) {
        over = true;
        talking = false;
        if (routine != null) {
            routine.cancel(false);
        }
        members().forEach(Member::leave);
        var _ = dialer.open().newCloseFuture().addListener(_ -> outcome.complete(found));
        var _ = later(FAREWELL_MILLIS, () -> outcome.complete(found));
    }

    private void routine(long nanos, Runnable act) {
        if (routine != null) {
            routine.cancel(false);
        }
        routine = loop.scheduleAtFixedRate(watched(act), 0, nanos, TimeUnit.NANOSECONDS);
    }

    /** A bug of the probe is thrown to the caller, who would wait for ever otherwise. */
    private Runnable watched(Runnable act) {
        return () -> {
            try {
                act.run();
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
                throw e;
            }
        };
    }

    // ---- what members ask --------------------------------------------------------------------------------------

    Allowance allowance(Heard.Limits told) {
        return new Allowance(SHARE * told.messagesPerSecond(), now());
    }

    boolean allowsMessage() {
        if (allowance == null || !allowance.allows(now())) {
            return false;
        }
        allowance.take();
        return true;
    }

    String text(int room, int number) {
        return script.text(room, number);
    }

    ServerUrl server(int index) {
        return plan.servers().get(index);
    }

    int serverAfter(int index) {
        return (index + 1) % plan.servers().size();
    }

    ScheduledFuture<?> later(long millis, Runnable act) {
        return loop.schedule(watched(act), millis, TimeUnit.MILLISECONDS);
    }

    long now() {
        return System.nanoTime();
    }

    private List<Member> members() {
        return rooms.stream().flatMap(List::stream).toList();
    }

    ProbePlan plan() {
        return plan;
    }

    Dialer dialer() {
        return dialer;
    }

    Tally tally() {
        return tally;
    }

    Backoff backoff() {
        return backoff;
    }
}
