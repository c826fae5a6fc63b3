package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Member;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who loses access loses the connections that live by it, at once, and nobody else does. */
@QuarkusTest
class LiveAccessTest {

    @RegisterExtension
    final World world = new World();

    /** What ends access, and for which of a person's two logins: the one it is done over, and another. */
    enum End {
        LOG_OUT_HERE(true, false) {
            @Override
            Response of(Member here, Member there) {
                return here.call().delete("/api/v1/logins/current");
            }
        },
        LOG_OUT_THERE(false, true) {
            @Override
            Response of(Member here, Member there) {
                return here.call().delete("/api/v1/logins/{login}", there.login());
            }
        },
        LOG_OUT_EVERYWHERE(true, true) {
            @Override
            Response of(Member here, Member there) {
                return here.call().delete("/api/v1/logins");
            }
        },
        CHANGE_PASSWORD(false, true) {
            @Override
            Response of(Member here, Member there) {
                return here.call()
                        .body(Map.of("current_password", Member.PASSWORD, "new_password", "a better one"))
                        .put("/api/v1/accounts/me/password");
            }
        },
        DELETE_ACCOUNT(true, true) {
            @Override
            Response of(Member here, Member there) {
                return here.call().body(Map.of("password", Member.PASSWORD)).post("/api/v1/accounts/me/deletion");
            }
        };

        private final boolean endsHere;
        private final boolean endsThere;

        End(boolean endsHere, boolean endsThere) {
            this.endsHere = endsHere;
            this.endsThere = endsThere;
        }

        abstract Response of(Member here, Member there);
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void whatEndsAccessEndsItsConnections(End end) {
        // Given
        Member here = world.member("ana");
        Member there = here.elsewhere();
        Member bo = world.member("bo");
        ChatClient liveHere = world.as(here).join("garden");
        ChatClient liveThere = world.as(there).join("attic");
        ChatClient liveBo = world.as(bo).join("garden");

        // When
        Response answer = end.of(here, there);

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(204);
        assertEnded(here, liveHere, end.endsHere);
        assertEnded(there, liveThere, end.endsThere);
        assertEnded(bo, liveBo, false);
    }

    private void assertEnded(Member member, ChatClient live, boolean ended) {
        if (ended) {
            assertThat(live.awaitsClose()).isEqualTo(4403);
            Problems.assertProblem(member.call().get("/api/v1/accounts/me"), 401, "forbidden", false);
            Problems.assertProblem(Member.refresh(member.refreshToken()), 401, "forbidden", false);
            assertThat(world.as(member).knock("garden").awaitsClose()).isEqualTo(4401);
        } else {
            assertThat(live.say("still here").says("still here")).isTrue();
            assertThat(member.call().get("/api/v1/accounts/me").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void nobodyEndsTheLoginOfAnother() {
        // Given
        Member ana = world.member("ana");
        Member bo = world.member("bo");
        ChatClient live = world.as(ana).join("garden");

        // When
        Response answer = bo.call().delete("/api/v1/logins/{login}", ana.login());

        // Then
        Problems.assertProblem(answer, 404, "not_found", false);
        assertThat(live.say("still here").says("still here")).isTrue();
    }

    @Test
    void withoutALoginThereIsNothingToEnd() {
        // Given
        Guest bo = Guest.named(world.guest("bo").name());

        // When
        Response answer = bo.request().delete("/api/v1/logins");

        // Then
        Problems.assertProblem(answer, 401, "forbidden", false);
    }
}
