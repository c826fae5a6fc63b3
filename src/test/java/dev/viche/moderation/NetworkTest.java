package dev.viche.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "192.0.2.1, ::ffff:192.0.2.1",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff",
        "2001:db8:1:2::1, 2001:DB8:1:2:0:0:0:1",
        "2001:db8:1:2::1, [2001:db8:1:2::1]",
        "fe80::1, fe80::2%eth0",
        "unknown, unknown"
    })
    void theseAreCountedTogether(String one, String other) {
        assertThat(Network.of(one)).isEqualTo(Network.of(other));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2",
        "192.0.2.1, 193.0.2.1",
        "2001:db8:1:2::1, 2001:db8:1:3::1",
        "255.255.255.255, ffff:ffff:ffff:ffff::1",
        "unknown, _hidden",
        "unknown, 192.0.2.1"
    })
    void theseAreCountedEachForItself(String one, String other) {
        assertThat(Network.of(one)).isNotEqualTo(Network.of(other));
    }

    @Test
    void whoseAddressIsNotKnownIsCountedToo() {
        assertThat(Network.of(null)).isEqualTo(Network.of(null)).isNotEqualTo(Network.of("unknown"));
    }

    @Test
    void wordsThatAreNoAddressAreNotLookedUp() {
        assertThat(Network.of("localhost")).isNotEqualTo(Network.of("127.0.0.1"));
    }
}
