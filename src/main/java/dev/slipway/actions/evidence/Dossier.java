package dev.slipway.actions.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.base.Digest;
import dev.slipway.base.Masker;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Program;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.vault.Compressed;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** One compressed file of the record, filled part by part: each has a headline, and a limit. */
final class Dossier implements AutoCloseable {
    /** What a part's program may take, before it is ended and what it has said counts. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final Duration GRACE = Duration.ofSeconds(10);
    private final Site site;
    private final Site.Exhibit exhibit;
    private final DigestOutputStream sum;
    private final OutputStream text;
    private final long each;
    private int good;
    private int failed;

    private Dossier(Site site, Site.Exhibit exhibit, DigestOutputStream sum, OutputStream text, long each) {
        this.site = site;
        this.exhibit = exhibit;
        this.sum = sum;
        this.text = text;
        this.each = each;
    }

    /** @param each how many bytes of one part are kept, the first ones */
    static Dossier begin(Site site, String name, long each) throws IOException, Refusal {
        Place.Capture capture = site.capture((_, _) -> {});
        if (capture.withheld()) {
            throw new Refusal("nothing is kept: " + Place.Capture.WITHHELD.replace("output withheld: ", ""));
        }
        Site.Exhibit exhibit = site.exhibit(name);
        try {
            DigestOutputStream sum =
                    new DigestOutputStream(exhibit.writing().stream(), MessageDigest.getInstance("SHA-256"));
            OutputStream text = new Masked(Compressed.over(sum), Masker.of(capture.masked()));
            return new Dossier(site, exhibit, sum, text, each);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    int good() {
        return good;
    }

    int failed() {
        return failed;
    }

    String file() {
        return exhibit.file();
    }

    /** What cannot be had is noted in its place: the rest is no less worth keeping. */
    void add(String title, String... words) throws IOException, InterruptedException {
        write("\n==> " + title + " <==\n");
        String seconds = String.valueOf(DEADLINE.toSeconds());
        List<String> all = new ArrayList<>(List.of("-k", "5", seconds));
        all.addAll(List.of(words));
        try (Pipe pipe = new Program(site, DEADLINE, "timeout").open(all)) {
            boolean whole = copy(pipe.out());
            if (!whole) {
                write("\n(only the first " + each + " bytes are kept)\n");
                good++;
                return;
            }
            ended(title, pipe.end(DEADLINE.plus(GRACE)));
        } catch (Refusal refusal) {
            lost(title, refusal.why());
        } catch (InterruptedIOException stopped) {
            throw (InterruptedException) new InterruptedException("stopped").initCause(stopped);
        }
    }

    private void ended(String title, Place.Ran ran) throws IOException {
        switch (ran) {
            case Place.Ran.Ended ended -> {
                if (!ended.stderr().isBlank()) {
                    write("(stderr)\n" + ended.stderr());
                }
                if (ended.status() == 0) {
                    good++;
                } else {
                    lost(title, Program.complaint(ended));
                }
            }
            case Place.Ran.NotFound(String word) -> lost(title, "there is no " + word);
            case Place.Ran.TooLong _ -> lost(title, "it did not end");
        }
    }

    private void lost(String title, String why) throws IOException {
        failed++;
        write("(not whole: " + why + ")\n");
        site.say(title + " is not whole: " + why);
    }

    private boolean copy(InputStream in) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = each;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            text.write(buffer, 0, (int) Math.min(read, left));
            left -= read;
            if (left < 0) {
                return false;
            }
        }
        return true;
    }

    private void write(String words) throws IOException {
        text.write(words.getBytes(UTF_8));
    }

    /** Durable once this returns. */
    Digest finish() throws IOException {
        text.close();
        exhibit.writing().finish();
        return new Digest(HexFormat.of().formatHex(sum.getMessageDigest().digest()));
    }

    @Override
    public void close() throws IOException {
        exhibit.writing().close();
    }
}
