package dev.viche.accounts;

import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Refusal;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with Argon2id (RFC 9106) at 19 MiB, two passes and one lane, the first of the equal choices of OWASP's
 * password storage cheat sheet. A hash takes some ten milliseconds of a processor and all of that memory, so two are
 * made at a time and 64 may wait; who comes beyond that is told to come again.
 */
@Singleton
public class Passwords {

    static final int SHORTEST = 8;
    static final int LONGEST = 256;

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int THREADS = 2;
    private static final int QUEUE = 64;
    private static final int PATIENCE_SECONDS = 10;
    private static final String PREFIX = "$argon2id$v=19$m=%d,t=%d,p=%d$".formatted(MEMORY_KIB, PASSES, LANES);

    /** Compared with when there is no such account, so that the answer takes as long as for one that is there. */
    private static final String NOBODY = PREFIX + "AAAAAAAAAAAAAAAAAAAAAA$" + "A".repeat(43);

    private final SecureRandom random = new SecureRandom();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().name("viche-hasher-", 0).daemon().factory());

    public Passwords() {
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * The hash of a new password, with its salt and parameters, in the form of the PHC string format. Waits for it.
     *
     * @throws FrameRefused when the password is too short or too long, or too many wait
     */
    public String hash(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw FrameRefused.invalid(
                    "password must have %d to %d characters; it has %d.".formatted(SHORTEST, LONGEST, length));
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return queued(() -> PREFIX + encoded(salt) + "$" + encoded(argon2(password, salt)));
    }

    /**
     * Whether that is the password of that hash. Waits for it, and as long when there is none to compare with.
     *
     * @param hash null when there is nobody whose password it could be
     * @throws FrameRefused when too many wait
     */
    boolean matches(String password, @Nullable String hash) {
        String[] parts = (hash == null ? NOBODY : hash).split("\\$", -1);
        byte[] salt = Base64.getDecoder().decode(parts[4]);
        byte[] expected = Base64.getDecoder().decode(parts[5]);
        String shortened = password.length() > 2 * LONGEST ? password.substring(0, 2 * LONGEST) : password;
        boolean equal = queued(() -> MessageDigest.isEqual(expected, argon2(shortened, salt)));
        return equal && hash != null && shortened.length() == password.length();
    }

    private <T> T queued(Callable<T> work) {
        try {
            return threads.submit(work).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException | TimeoutException e) {
            throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        }
    }

    private static FrameRefused busy() {
        return new FrameRefused(
                Refusal.RATE_LIMITED, "Too many people log in at this moment; try again in a few seconds.");
    }

    /** As typed on any keyboard: in NFC, as the OpaqueString profile of RFC 8265 has it. */
    private static byte[] argon2(String password, byte[] salt) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(PASSES)
                .withParallelism(LANES)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        argon2.generateBytes(
                Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
