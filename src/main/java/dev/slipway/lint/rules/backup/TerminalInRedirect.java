package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class TerminalInRedirect implements Rule {
    private static final Card CARD = Card.error("SW208", "compose exec without -T has its input or output redirected")
            .harm(
                    "Compose asks for a terminal: with a file as input it stops with 'the input device is not a TTY', and a dump through a terminal has carriage returns and error messages in it.")
            .fix("Write exec -T.")
            .wrong("""
                docker compose exec db pg_dumpall --globals-only --file=/tmp/roles.dump < /dev/null ◀
                """)
            .right("""
                docker compose exec -T db pg_dumpall --globals-only --file=/tmp/roles.dump < /dev/null
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.invocation()
                    .call("compose")
                    .filter(call -> call.verb().equals("exec") && !call.has("-T", "--no-TTY", "--no-tty"))
                    .filter(_ -> isRedirected(act.invocation()))
                    .ifPresent(call -> found.at(CARD, call.operands().getFirst()));
        }
    }

    private static boolean isRedirected(Invocation invocation) {
        return invocation.input().isPresent()
                || invocation
                        .output()
                        .filter(out -> !out.file().text().startsWith("/dev/"))
                        .isPresent()
                || invocation.isPiped()
                || invocation.heredocs().findAny().isPresent();
    }
}
