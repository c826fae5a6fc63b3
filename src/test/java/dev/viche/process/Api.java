package dev.viche.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** REST calls to one of several processes. */
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Api() {}

    record Answer(int status, JsonNode body) {}

    static URI uri(ServerProcess server) {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    static Answer call(
            ServerProcess server, String method, String path, @Nullable String token, @Nullable Map<String, ?> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(server).resolve("/api/v1" + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(
                                        JSON.valueToTree(body).toString()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
        } catch (JsonProcessingException e) {
            throw new AssertionError("the answer is no JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
