package dev.viche.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** viche-handover on a machine of two services that are files: what systemctl and ss would say of them. */
class HandoverScriptTest {

    private static final Path SCRIPT = Path.of("deploy/systemd/viche-handover");

    /** Keeps each service's state in files, and a journal of what it was asked to do. */
    private static final String SYSTEMCTL = """
            cd "$MACHINE"
            case $1 in
                show) cat "$4.${2#--property=}" 2>/dev/null || true ;;
                start)
                    echo "start $2" >>journal
                    [ ! -e "$2.broken" ] || exit 1
                    echo active >"$2.ActiveState"
                    ;;
                stop)
                    echo "stop $2" >>journal
                    cp "$2.ends" "$2.ActiveState"
                    ;;
            esac
            """;

    private static final String SS = """
            cd "$MACHINE"
            for service in viche@blue viche@green; do
                [ "$(cat "$service.ActiveState")" != active ] || cat "$service.listens"
            done
            """;

    @TempDir
    private Path machine;

    @BeforeEach
    void machineWhereBlueServes() throws IOException {
        Tool.orSkip("flock", "util-linux");
        program("systemctl", SYSTEMCTL);
        program("ss", SS);
        program("sleep", "");
        service("viche@blue", 17, "active");
        service("viche@green", 170, "inactive");
    }

    @Test
    void startsTheOtherOneAndStopsTheFirstWhenBothListen() throws Exception {
        Tool.Ending ending = handover();

        assertThat(ending.output()).contains("done: viche@green serves, viche@blue is gone");
        assertThat(ending.exitCode()).isZero();
        assertThat(journal()).containsExactly("start viche@green", "stop viche@blue");
    }

    @Test
    void handsBackWhenGreenServes() throws Exception {
        file("viche@blue.ActiveState", "failed");
        file("viche@green.ActiveState", "active");

        Tool.Ending ending = handover();

        assertThat(ending.exitCode()).isZero();
        assertThat(journal()).containsExactly("start viche@blue", "stop viche@green");
    }

    @Test
    void takesTheStartBackWhenTheNewOneNeverListensOnThatPort() throws Exception {
        file("viche@green.listens", listener("*:9090", 170));

        Tool.Ending ending = handover("-t", "2");

        assertThat(ending.output()).contains("viche@green did not listen within 2 s; viche@blue serves as before");
        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(journal()).containsExactly("start viche@green", "stop viche@green");
    }

    @Test
    void leavesTheOldOneAloneWhenTheNewOneCannotStart() throws Exception {
        file("viche@green.broken", "");

        Tool.Ending ending = handover();

        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(journal()).doesNotContain("stop viche@blue");
    }

    @Test
    void tellsWhenTheOldOneLostSomething() throws Exception {
        file("viche@blue.ends", "failed");
        file("viche@blue.ExecMainStatus", "1");

        Tool.Ending ending = handover();

        assertThat(ending.output()).contains("viche@green serves, but viche@blue did not end well (failed/success/1)");
        assertThat(ending.exitCode()).isEqualTo(3);
    }

    @Test
    void touchesNothingWhileTheLastOneDrains() throws Exception {
        file("viche@green.ActiveState", "deactivating");

        Tool.Ending ending = handover();

        assertThat(ending.output()).contains("still drains");
        assertThat(ending.exitCode()).isEqualTo(2);
        assertThat(machine.resolve("journal")).doesNotExist();
    }

    @Test
    void touchesNothingWhenBothRun() throws Exception {
        file("viche@green.ActiveState", "active");

        assertThat(handover().exitCode()).isEqualTo(2);
        assertThat(machine.resolve("journal")).doesNotExist();
    }

    @Test
    void explainsItself() throws Exception {
        assertThat(handover("-h").output()).startsWith("usage: viche-handover").contains("exit code:");
        assertThat(handover("-t", "soon").exitCode()).isEqualTo(2);
        assertThat(handover("blue").exitCode()).isEqualTo(2);
        assertThat(machine.resolve("journal")).doesNotExist();
    }

    private void service(String name, int pid, String state) throws IOException {
        file(name + ".ActiveState", state);
        file(name + ".MainPID", String.valueOf(pid));
        file(name + ".Result", "success");
        file(name + ".ExecMainStatus", "0");
        file(name + ".listens", listener("*:8080", pid));
        file(name + ".ends", "inactive");
    }

    private static String listener(String address, int pid) {
        return "LISTEN 0 4096 %s *:* users:((\"java\",pid=%d,fd=9))".formatted(address, pid);
    }

    private void file(String name, String content) throws IOException {
        Files.writeString(machine.resolve(name), content + "\n");
    }

    private void program(String name, String body) throws IOException {
        Path file = machine.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Tool.Ending handover(String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", machine + ":" + System.getenv("PATH"));
        environment.put("MACHINE", machine.toString());
        environment.put("VICHE_HANDOVER_LOCK", machine.resolve("lock").toString());
        return Tool.script(SCRIPT).run(environment, arguments);
    }

    private List<String> journal() throws IOException {
        return Files.readAllLines(machine.resolve("journal"));
    }
}
