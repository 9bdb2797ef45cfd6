package dev.slipway.cli;

import dev.slipway.base.Nearest;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What picocli says of words that it cannot read, in one sentence of ours. */
final class Usage {
    private Usage() {}

    static void addHelp(CommandLine line) {
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("this text")
                        .build());
    }

    static StoppedException stopped(CommandLine.ParameterException e) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        String command = e.getCommandLine().getCommandName();
        String see = "See: " + command + " --help";
        return switch (e) {
            case CommandLine.UnmatchedArgumentException unmatched ->
                unmatched(unmatched.getUnmatched(), spec, command, see);
            case CommandLine.MissingParameterException missing -> missing(missing.getMissing(), command, see);
            default -> StoppedException.usage(lower(String.valueOf(e.getMessage())), see);
        };
    }

    private static StoppedException unmatched(List<String> words, CommandSpec spec, String command, String see) {
        String word = words.getFirst();
        if (!word.startsWith("-")) {
            return StoppedException.usage("'" + word + "' is one word too many for " + command, see);
        }
        String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        List<String> known =
                spec.options().stream().map(OptionSpec::longestName).sorted().toList();
        return StoppedException.usage(
                command + " has no option '" + name + "'",
                (Nearest.didYouMean(name, known) + " " + see).strip());
    }

    private static StoppedException missing(List<ArgSpec> missing, String command, String see) {
        ArgSpec first = missing.getFirst();
        String what = first.isOption() ? ((OptionSpec) first).longestName() + " " + first.paramLabel() : first.paramLabel();
        return StoppedException.usage(
                first.isOption() && !first.required() ? what + " lacks its value" : command + " needs " + what, see);
    }

    private static String lower(String sentence) {
        String first = sentence.lines().findFirst().orElse("").replaceFirst("\\.$", "");
        return first.isEmpty() ? "" : first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
    }
}
