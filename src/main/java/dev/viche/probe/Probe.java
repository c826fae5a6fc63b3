package dev.viche.probe;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Members who talk to a server, and a judge of what they hear: one thread, whatever their number. */
public final class Probe implements AutoCloseable {

    private static final long GOODBYE_SECONDS = 2;

    private final NioEventLoopGroup group = new NioEventLoopGroup(1, task -> {
        Thread thread = new Thread(task, "viche-probe");
        thread.setDaemon(true);
        return thread;
    });
    private final EventLoop loop = group.next();
    private final Crowd crowd;

    /** @param trust for servers whose URL asks for TLS */
    public Probe(ProbePlan plan, Trust trust) {
        this.crowd = new Crowd(plan, loop, trust);
    }

    /** Runs it to its end: the time of the talk, some seconds for coming in, and at most that of settling. Once. */
    public Outcome run() throws InterruptedException {
        loop.execute(crowd::enter);
        try {
            return crowd.outcome().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the probe itself failed", e.getCause());
        }
    }

    /** Ends the talk now; what was said so far is judged. From any thread. */
    public void cutShort() {
        loop.execute(crowd::cutShort);
    }

    @Override
    public void close() {
        var _ = group.shutdownGracefully(0, GOODBYE_SECONDS, TimeUnit.SECONDS);
    }
}
