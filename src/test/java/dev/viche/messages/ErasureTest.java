package dev.viche.messages;

import static dev.viche.support.Folk.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was edited away or deleted is not in the file either, once SQLite has moved its log into it. */
class ErasureTest {

    @TempDir
    Path folder;

    @Test
    void nothingOfADeletedOrFormerTextIsLeftInTheFile() throws IOException {
        // Given
        try (TestLedger ledger = new TestLedger(Database.in(folder))) {
            long garden = ledger.open("garden");
            long edited = ledger.say(garden, ANA, "the former text");
            long deleted = ledger.say(garden, ANA, "the deleted text");
            ledger.say(garden, ANA, "the text that stays");
            assertThat(file(ledger)).contains("the former text", "the deleted text");

            // When
            ledger.write(new Write.Edit(garden, ANA, edited, "the newest text"));
            ledger.write(new Write.Delete(garden, ANA, deleted));

            // Then
            assertThat(file(ledger))
                    .contains("the newest text", "the text that stays")
                    .doesNotContain("the former text", "the deleted text");
        }
    }

    private String file(TestLedger ledger) throws IOException {
        ledger.database.query("pragma wal_checkpoint(truncate)", row -> row.getInt(1));
        return new String(Files.readAllBytes(folder.resolve("viche.db")), StandardCharsets.ISO_8859_1);
    }
}
