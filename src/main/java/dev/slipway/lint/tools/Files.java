package dev.slipway.lint.tools;

import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Invocation;
import java.util.List;
import java.util.Optional;

/** Programs that copy, move, link, pack and delete files. */
final class Files implements Recogniser {
    @Override
    public void facts(Invocation invocation, List<Fact> out) {
        Call call = invocation.inner();
        List<Arg> operands = call.operands();
        switch (call.tool()) {
            case "rm", "rmdir", "shred", "unlink" ->
                out.add(new Fact.Delete(operands, call.has("-r", "-R", "--recursive")));
            case "cp" -> pair(operands).ifPresent(pair -> out.add(copy(call, pair)));
            case "mv" -> pair(operands).ifPresent(pair -> out.add(new Fact.Move(pair.source(), pair.destination())));
            case "rsync" ->
                pair(operands)
                        .ifPresent(pair -> out.add(new Fact.Sync(
                                pair.source(),
                                pair.destination(),
                                call.options().stream()
                                        .anyMatch(option -> option.name().startsWith("--delete")))));
            case "ln" ->
                pair(operands)
                        .filter(_ -> call.has("-s", "--symbolic"))
                        .ifPresent(pair -> out.add(new Fact.Link(pair.source(), pair.destination())));
            case "tar" -> tar(call, out);
            case "unzip" -> out.add(new Fact.Unpack(operands.stream().findFirst(), call.value("-d")));
            default -> {}
        }
    }

    private record Pair(Arg source, Arg destination) {}

    private static Optional<Pair> pair(List<Arg> operands) {
        return operands.size() < 2 ? Optional.empty() : Optional.of(new Pair(operands.getFirst(), operands.getLast()));
    }

    private static Fact copy(Call call, Pair pair) {
        boolean recursive = call.has("-r", "-R", "-a", "--recursive", "--archive");
        boolean faithful = call.has("-a", "-p", "--archive", "--preserve");
        return new Fact.Copy(pair.source(), pair.destination(), recursive, faithful);
    }

    /** {@code tar xzf a.tar.gz -C /srv}, {@code tar -xzf …}: the letters may lack their dash, and take their values in turn. */
    private static void tar(Call call, List<Fact> out) {
        List<Arg> words = call.words().subList(1, call.words().size());
        if (words.isEmpty()) {
            return;
        }
        String letters = words.getFirst().text().replaceFirst("^-", "");
        boolean longOption = words.stream().anyMatch(word -> word.is("--extract"));
        if (!letters.matches("[A-Za-z]+") && !longOption) {
            return;
        }
        Optional<Arg> archive =
                letters.contains("f") && words.size() > 1 ? Optional.of(words.get(1)) : Optional.empty();
        Optional<Arg> folder = Optional.empty();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).is("-C") || words.get(i).is("--directory")) {
                folder = Optional.of(words.get(i + 1));
            }
        }
        if (letters.contains("x") || longOption) {
            out.add(new Fact.Unpack(archive, folder));
        } else if (letters.contains("c")) {
            boolean backup = archive.filter(file -> NamedScripts.isAboutBackups(file.text()))
                    .isPresent();
            if (backup) {
                out.add(new Fact.Dump(Fact.Database.SOME, archive, Fact.Form.ARCHIVE, false));
            }
        }
    }
}
