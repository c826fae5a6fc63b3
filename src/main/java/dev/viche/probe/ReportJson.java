package dev.viche.probe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;

/** A report for machines: one JSON object. Times are milliseconds. */
public final class ReportJson {

    private static final JsonFactory JSON = new JsonFactory();

    private ReportJson() {}

    /** The report, pretty, with a line's end. */
    public static String of(Report report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            out.writeStartObject();
            out.writeBooleanField("passed", report.passed());
            strings(out, "faults", report.faults());
            plan(out, report);
            messages(out, report.messages());
            deliveries(out, report.deliveries());
            people(out, report.people());
            connections(out, report.connections());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return text + System.lineSeparator();
    }

    private static void plan(JsonGenerator out, Report report) throws IOException {
        ProbePlan plan = report.plan();
        out.writeObjectFieldStart("plan");
        out.writeStringField("id", plan.id());
        strings(out, "servers", plan.servers().stream().map(ServerUrl::toString).toList());
        out.writeNumberField("rooms", plan.rooms());
        out.writeNumberField("members", plan.members());
        out.writeNumberField("rate", plan.rate());
        out.writeNumberField("duration_ms", plan.duration().toMillis());
        out.writeNumberField("talked_ms", report.talkedMillis());
        out.writeNumberField("text_length", plan.textLength());
        out.writeNumberField("seed", plan.seed());
        out.writeEndObject();
    }

    private static void messages(JsonGenerator out, Report.Messages messages) throws IOException {
        out.writeObjectFieldStart("messages");
        out.writeNumberField("said", messages.said());
        times(out, "acknowledged", messages.acknowledged());
        out.writeNumberField("unanswered", messages.unanswered());
        out.writeNumberField("refused_for_good", messages.refusedForGood());
        out.writeNumberField("sent_again", messages.sentAgain());
        out.writeEndObject();
    }

    private static void deliveries(JsonGenerator out, Report.Deliveries deliveries) throws IOException {
        out.writeObjectFieldStart("deliveries");
        out.writeNumberField("received", deliveries.received());
        out.writeNumberField("expected", deliveries.expected());
        out.writeNumberField("lost", deliveries.lost());
        out.writeNumberField("taken_back", deliveries.takenBack());
        out.writeNumberField("doubled", deliveries.doubled());
        out.writeNumberField("out_of_order", deliveries.outOfOrder());
        out.writeNumberField("altered", deliveries.altered());
        out.writeEndObject();
    }

    private static void people(JsonGenerator out, Report.People people) throws IOException {
        out.writeObjectFieldStart("people");
        strings(out, "seen_leaving", people.seenLeaving());
        strings(out, "seen_joining_again", people.seenJoiningAgain());
        out.writeNumberField("longest_silence_ms", people.longestSilenceMillis());
        out.writeStringField("silent", people.silent());
        out.writeEndObject();
    }

    private static void connections(JsonGenerator out, Report.Connections connections) throws IOException {
        out.writeObjectFieldStart("connections");
        times(out, "reconnects", connections.reconnects());
        out.writeNumberField("made_before_break", connections.madeBeforeBreak());
        out.writeNumberField("not_resumed", connections.notResumed());
        counts(out, "closed_by_the_server", connections.closed());
        counts(out, "not_opened", connections.notOpened());
        counts(out, "frames_refused", connections.framesRefused());
        counts(out, "told_to_stay_away", connections.stayedAway());
        out.writeEndObject();
    }

    private static void times(JsonGenerator out, String name, Report.Times times) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("count", times.count());
        out.writeNumberField("p50_ms", times.p50());
        out.writeNumberField("p99_ms", times.p99());
        out.writeNumberField("max_ms", times.max());
        out.writeEndObject();
    }

    private static void counts(JsonGenerator out, String name, Map<String, Long> counts) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> kind : counts.entrySet()) {
            out.writeNumberField(kind.getKey(), kind.getValue());
        }
        out.writeEndObject();
    }

    private static void strings(JsonGenerator out, String name, Collection<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }
}
