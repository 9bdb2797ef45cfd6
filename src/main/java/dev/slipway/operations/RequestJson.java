package dev.slipway.operations;

import dev.slipway.base.Data;

/** Requests as they lie in the journal until whoever moves the run takes them up. */
public final class RequestJson {
    private static final RecordData<Request> CODEC = new RecordData<>(Request.class, "request");

    private RequestJson() {}

    public static String write(Request request) {
        return CODEC.write(request).json();
    }

    public static Request read(String text) {
        if (!(Json.read(text) instanceof Data.Mapping data)) {
            throw new IllegalArgumentException("not a request: " + text);
        }
        return CODEC.read(data);
    }
}
