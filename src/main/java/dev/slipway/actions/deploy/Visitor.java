package dev.slipway.actions.deploy;

import dev.slipway.hands.Ask;
import dev.slipway.hands.Ask.Question;
import dev.slipway.hands.HttpAnswer;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks as a visitor would, each time once. */
final class Visitor implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Ask ask = new Ask(Ask.Redirects.AN_ANSWER, LONGEST);

    /** Where a path is below a base that may end with a slash. */
    static URI uri(URI base, String path) {
        return URI.create(base.toString().replaceAll("/$", "") + path);
    }

    /** What is written as a path is one; throws {@link IllegalArgumentException} with one sentence. */
    static void checkPath(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("'" + path + "' is not a path: it begins with /");
        }
        String before = "http://localhost";
        try {
            new URI(before + path);
        } catch (URISyntaxException e) {
            int at = Math.clamp(e.getIndex() - before.length(), 0, path.length() - 1);
            char bad = path.charAt(at);
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "'%s' is not a path: write its '%s' as %%%02X", path, bad, (int) bad));
        }
    }

    HttpAnswer ask(Question question) throws InterruptedException {
        return ask.ask(question, LONGEST);
    }

    /** What is wrong, in a few words, when there is no answer with one of these. */
    Optional<String> unlessOneOf(List<Integer> right, Question question) throws InterruptedException {
        return switch (ask(question)) {
            case HttpAnswer.Unanswered none -> Optional.of(none.at(question.uri()));
            case HttpAnswer.Answered answered -> unlessOneOf(right, answered.status());
        };
    }

    static Optional<String> unlessOneOf(List<Integer> right, int status) {
        return right.contains(status)
                ? Optional.empty()
                : Optional.of(status + " instead of "
                        + right.stream().map(String::valueOf).collect(Collectors.joining(" or ")));
    }

    @Override
    public void close() {
        ask.close();
    }
}
