package dev.viche.cluster;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;

/**
 * Clients of one Redis, a new one for each link. Quarkus' own keeps a pool, and its pool keeps connections to a Redis that
 * does not answer: six of those, and nobody gets another until TCP gives up, after a quarter of an hour.
 */
record RedisClients(Vertx vertx, RedisOptions options) {

    /** A client nobody else has. */
    Redis fresh() {
        return Redis.createClient(vertx, new RedisOptions(options));
    }

    /** Whether channels are spread over the nodes of a Redis cluster. */
    boolean isSharded() {
        return options.getType() == RedisClientType.CLUSTER;
    }

    /** The options hold the password. */
    @Override
    public String toString() {
        return "RedisClients[" + options.getType() + "]";
    }
}
