package dev.slipway.proxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A proxy with one version behind it, for tests that say themselves how it answers. */
class Served {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // each test begins with serve
    Recorder version;

    @SuppressWarnings("NullAway.Init") // each test begins with serve
    Rig rig;

    void serve(Recorder.Answer answer) throws IOException {
        serve(answer, Limits.USUAL);
    }

    void serve(Recorder.Answer answer, Limits limits) throws IOException {
        version = Recorder.start(answer);
        rig = Rig.start(folder, limits).serving(version.endpoint());
    }

    static void ok(Recorder.Got got, Socket socket) throws IOException {
        Recorder.say(socket, Recorder.OK);
    }

    @AfterEach
    void end() throws Exception {
        rig.close();
        version.close();
    }
}
