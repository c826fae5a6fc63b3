package dev.viche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "::ffff:10.0.0.1"
            })
    void whatOnlyTheServerCanReachIsNotCalledForARoomsOwner(String address) {
        assertThat(Targets.isPublic(InetAddress.ofLiteral(address))).isFalse();
        String host = address.contains(":") ? "[" + address + "]" : address;
        URI url = URI.create("http://" + host + ":9000/metrics");
        assertThat(new Targets(false).objection(url)).contains("VICHE_WEBHOOKS_PRIVATE_ADDRESSES");
        assertThat(new Targets(true).objection(url)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "8.8.8.8", "100.128.0.1", "172.32.0.1", "2001:db8::1"})
    void whatEveryoneCanReachIs(String address) {
        assertThat(Targets.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void aNameThatLeadsToTheServerItselfIsNoWayAround() {
        assertThat(new Targets(false).objection(URI.create("http://localhost/")))
                .contains("private network");
    }
}
