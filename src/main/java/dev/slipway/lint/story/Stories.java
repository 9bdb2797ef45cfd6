package dev.slipway.lint.story;

import dev.slipway.base.Source;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.shell.Scripts;
import dev.slipway.lint.story.Story.Damage;
import dev.slipway.lint.story.Story.Unread;
import dev.slipway.lint.tools.Fact;
import dev.slipway.lint.tools.Tools;
import dev.slipway.runbook.Passage;
import dev.slipway.runbook.Passages;
import dev.slipway.runbook.ShellScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads passages as a story. */
public final class Stories {
    private static final Pattern ACTION = Pattern.compile("\\s*([a-z]+\\.[a-z-]+):");
    private static final Set<String> SQL = Set.of("sql", "psql", "postgresql", "mysql", "pgsql");

    private final Source source;
    private final List<Script> scripts = new ArrayList<>();
    private final Tracks tracks = new Tracks();
    private final List<Statement> statements = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();

    private Stories(Source source) {
        this.source = source;
    }

    public static Story of(Passages passages) {
        return new Stories(passages.source()).read(passages);
    }

    private Story read(Passages document) {
        List<Damage> damage = new ArrayList<>();
        List<Passage> passages = LostMarks.recovered(document, damage);
        List<Chapter> chapters = Chapters.of(passages);
        Performance performance = new Performance(chapters);
        performance.fences().forEach(this::perform);
        tracks.unread().ifPresent(unread::add);
        List<Act> acts = tracks.all().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(Act::from))
                .toList();
        acts.forEach(this::sent);
        statements.sort(Comparator.comparingInt(Statement::from));
        scripts.sort(Comparator.comparingInt(script -> script.fence().from()));
        Names names = Names.of(scripts, frontMatter(document.source().text()));
        return new Story(source, passages, chapters, scripts, acts, tracks.all(), statements, names, damage, unread);
    }

    private static String frontMatter(String text) {
        int end = text.startsWith("---\n") ? text.indexOf("\n---", 4) : -1;
        return end < 0 ? "" : text.substring(4, end);
    }

    private void perform(Performance.Scene scene) {
        Passage.Fence fence = scene.fence();
        String tag = fence.tag().toLowerCase(Locale.ROOT);
        if (tracks.unread().isPresent()) {
            return;
        }
        if (SQL.contains(tag)) {
            sql(fence);
        } else if (tag.equals("yaml") || tag.equals("yml")) {
            typed(fence)
                    .ifPresent(invocation -> tracks.add(scene, Optional.empty(), invocation, Tools.facts(invocation)));
        } else {
            if (Scripts.isTooLarge(fence)) {
                unread.add(large(fence));
            }
            Scripts.of(fence).ifPresent(script -> {
                scripts.add(script);
                for (Invocation each : script.invocations()) {
                    tracks.add(scene, Optional.of(script), each, Tools.facts(each));
                }
            });
        }
    }

    private Unread large(Passage.Fence fence) {
        int end = source.text().indexOf('\n', fence.from());
        return new Unread(
                String.format(
                        Locale.ROOT,
                        "This block has %,d characters: it was taken for data.",
                        fence.body().text().length()),
                fence.from(),
                end < 0 ? fence.to() : end);
    }

    /** A typed step is told as a call of its action's name. */
    private static Optional<Invocation> typed(Passage.Fence fence) {
        Matcher action = ACTION.matcher(fence.body().text());
        if (!action.lookingAt()) {
            return Optional.empty();
        }
        int from = fence.body().place(action.start(1));
        int to = fence.body().place(action.end(1));
        Arg name = new Arg(action.group(1), true, false, from, to);
        Call call = new Call(action.group(1), List.of(name), List.of(), List.of());
        ShellScript.Command command = ShellScript.of(action.group(1)).commands().getFirst();
        return Optional.of(
                new Invocation(command, List.of(call), List.of(), "", Optional.empty(), Optional.empty(), from, to));
    }

    private void sql(Passage.Fence fence) {
        String text = fence.body().text();
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf(';', start);
            end = end < 0 ? text.length() : end;
            int from = start;
            while (from < end && (Character.isWhitespace(text.charAt(from)) || text.startsWith("--", from))) {
                int line = text.indexOf('\n', from);
                from = text.startsWith("--", from) ? (line < 0 || line > end ? end : line) : from + 1;
            }
            if (from < end) {
                statements.add(new Statement(
                        Fact.Database.SOME,
                        text.substring(from, end),
                        Optional.empty(),
                        fence.body().place(from),
                        fence.body().place(end - 1) + 1));
            }
            start = end + 1;
        }
    }

    private void sent(Act act) {
        act.facts(Fact.Query.class).forEach(query -> {
            Optional<Arg> word = act.inner().words().stream()
                    .filter(arg -> !arg.text().isEmpty()
                            && query.text().contains(arg.text())
                            && arg.text().contains(" "))
                    .findFirst();
            statements.add(new Statement(
                    query.database(),
                    query.text(),
                    Optional.of(act),
                    word.map(Arg::from).orElse(act.from()),
                    word.map(Arg::to).orElse(act.to())));
        });
    }
}
