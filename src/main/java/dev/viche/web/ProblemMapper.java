package dev.viche.web;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Refusal;
import dev.viche.rest.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error of a REST call is a problem document, whoever raised it. */
class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response problem(Problem problem) {
        return problem.getResponse();
    }

    @ServerExceptionMapper
    Response refused(FrameRefused refused) {
        return new Problem(refused.refusal(), refused.detail()).getResponse();
    }

    /** A body that is JSON but not of the resource's form. */
    @ServerExceptionMapper
    Response mismatch(MismatchedInputException e) {
        String where = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .map(name -> "The member " + quoted(name) + " of the body")
                .findFirst()
                .orElse("The body");
        return Problem.response(400, Refusal.INVALID_FRAME, where + " is not what this resource takes; see /openapi.");
    }

    /** What the framework refuses: unknown paths, wrong methods and media types, bodies that are no JSON. */
    @ServerExceptionMapper
    Response framework(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        return switch (status) {
            case 400 ->
                Problem.response(
                        status, Refusal.INVALID_JSON, "The request's body or path is malformed; see /openapi.");
            case 404 -> Problem.response(status, Refusal.NOT_FOUND, "There is nothing at this path; see /openapi.");
            case 405 ->
                Problem.response(status, Refusal.NOT_FOUND, "This path does not know that method; see /openapi.");
            case 415 -> Problem.response(status, Refusal.INVALID_FRAME, "Send the body as application/json.");
            default ->
                status < 500
                        ? Problem.response(status, Refusal.INVALID_FRAME, "The request cannot be served; see /openapi.")
                        : fault(e);
        };
    }

    /** A name the client made up is repeated only as far as it can be read. */
    private static String quoted(String name) {
        return "\"" + name.replaceAll("\\P{Print}", "?") + "\"";
    }

    @ServerExceptionMapper
    Response fault(RuntimeException e) {
        LOG.error("A REST call failed.", e);
        return Problem.response(500, Refusal.INTERNAL, "The server could not carry this out; it is logged.");
    }
}
