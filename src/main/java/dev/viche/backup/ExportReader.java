package dev.viche.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an export line by line: each a flat object of texts and integers. */
final class ExportReader {

    // The longest message, with each of its characters escaped, is a tenth of that.
    private static final int LONGEST = 1024 * 1024;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final InputStream in;
    private long number;

    ExportReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The line that was read last, from 1. */
    long number() {
        return number;
    }

    /**
     * The members of the next line: {@code String} or {@code Long}.
     *
     * @return null at the end
     * @throws IllegalArgumentException when it is none, with what is wrong
     */
    @Nullable
    Map<String, Object> next() throws IOException {
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = in.read();
        if (octet < 0) {
            return null;
        }
        while (octet >= 0 && octet != '\n') {
            if (line.size() == LONGEST) {
                throw new IllegalArgumentException("it is longer than a line can be (%d bytes)".formatted(LONGEST));
            }
            line.write(octet);
            octet = in.read();
        }
        return members(line.toByteArray());
    }

    private static Map<String, Object> members(byte[] line) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                switch (json.nextToken()) {
                    case VALUE_STRING -> members.put(name, json.getText());
                    case VALUE_NUMBER_INT -> members.put(name, json.getLongValue());
                    default -> throw new IllegalArgumentException("'%s' is neither text nor integer".formatted(name));
                }
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("something follows the object");
            }
            return members;
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IllegalArgumentException("it is no JSON (%s)".formatted(e.getOriginalMessage()), e);
        }
    }
}
