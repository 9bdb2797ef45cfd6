package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.regex.Pattern;

public final class RailsWithoutEnvironment implements Rule {
    private static final Card CARD = Card.warning("SW807", "Rails is run without its environment")
            .harm(
                    "Without RAILS_ENV it is development: the command works on another database, or fails because there is none.")
            .fix("RAILS_ENV=production before the command, or -e production.")
            .wrong("""
                bundle exec rails db:migrate ◀
                """)
            .right("""
                RAILS_ENV=production bundle exec rails db:migrate
                """)
            .right("""
                docker compose run --rm -T web bundle exec rails db:migrate
                """);

    private static final Pattern TASKS =
            Pattern.compile("(db|assets|webpacker|i18n|cache|data|runner|console|r|c)(:.*)?|\\w+:\\w+.*");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean works = call.isOneOf("rails", "rake")
                    && TASKS.matcher(call.verb()).matches()
                    && !call.has("-e", "--environment");
            boolean inside = act.does(Fact.Enter.class) || act.outer().isOneOf("ssh", "kubectl", "heroku", "kamal");
            boolean told =
                    act.invocation().command().prefix().stream().anyMatch(name -> name.matches("(RAILS|RACK)_ENV"))
                            || act.invocation().command().words().stream()
                                    .anyMatch(word -> word.shown().matches("(RAILS|RACK)_ENV=.*"))
                            || story.names().isSet("RAILS_ENV")
                            || story.text().contains("RAILS_ENV: ");
            if (works && !inside && !told && !Grounds.isWorkshop(act)) {
                found.at(CARD, call);
            }
        }
    }
}
