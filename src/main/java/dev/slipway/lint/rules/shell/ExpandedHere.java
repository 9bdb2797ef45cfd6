package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript;
import java.util.regex.Pattern;

public final class ExpandedHere implements Rule {
    private static final Card CARD = Card.warning("SW615", "what is meant for another machine is computed on this one")
            .harm(
                    "Without quotes around the delimiter, or in double quotes, the shell here replaces it before it is sent: the other side gets this machine's answer, or nothing.")
            .fix(
                    "Quote the delimiter (<<'EOF') or use single quotes; hand over the few values that are meant from here.")
            .wrong("""
                ssh web1 "kill -TERM $(cat /run/shop.pid)" ◀
                """)
            .wrong("""
                ssh web1 bash -s <<EOF ◀
                release="\\$(readlink -f /srv/shop/current)"
                old=3
                echo "keeping $old"
                EOF
                """)
            .right("""
                ssh web1 'kill -TERM "$(cat /run/shop.pid)"'
                """);

    private static final Pattern THEIRS = Pattern.compile(
            "(?s).*(?<!\\\\)(\\$\\(|`)\\s*(cat /|docker |podman |pgrep|pidof|hostname|readlink|ls |whoami|uname|systemctl|find |df |free |nproc).*");
    private static final Pattern ASSIGNED = Pattern.compile("(?m)^\\s{0,20}(?:export |local )?([A-Za-z_]\\w{0,60})=");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (!act.outer().is("ssh")
                    || act.script().isEmpty()
                    || act.invocation().carrier().isPresent()) {
                continue;
            }
            Script script = act.script().get();
            for (ShellScript.Word word : act.invocation().command().words()) {
                if (word.literal().isEmpty() && THEIRS.matcher(word.shown()).matches()) {
                    found.at(CARD, script.place(word.start()), script.place(word.end() - 1) + 1);
                }
            }
            act.invocation().redirects().stream()
                    .filter(Invocation.Redirect::isHeredoc)
                    .filter(redirect -> redirect.file().known() && isUnquoted(story, redirect.file()))
                    .filter(redirect -> expandsTooEarly(redirect.heredoc()))
                    .forEach(redirect -> found.at(CARD, redirect.file()));
        }
    }

    private static boolean isUnquoted(Story story, Arg delimiter) {
        String written = story.text().substring(delimiter.from(), delimiter.to());
        return written.matches("\\w+");
    }

    private static boolean expandsTooEarly(String body) {
        boolean own = ASSIGNED.matcher(body)
                .results()
                .anyMatch(name -> Pattern.compile("(?<!\\\\)\\$\\{?" + name.group(1) + "\\b")
                        .matcher(body)
                        .find());
        return own || THEIRS.matcher(body).matches();
    }
}
