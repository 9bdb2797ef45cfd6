package dev.slipway.lint;

import dev.slipway.base.Source;
import dev.slipway.lint.LintCorpus.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Mistakes that people make in good documents, made on purpose: each must be found where it was made. */
public final class LintMutations {
    private LintMutations() {}

    /** @param codes any of them is right: several rules may see the same mistake */
    public record Operator(String says, Pattern from, String to, Way way, Set<String> codes) {
        /** One for each line of each good document that it applies to. */
        public List<Mutant> mutants() {
            return LintCorpus.good().stream()
                    .flatMap(piece -> mutants(piece).stream())
                    .toList();
        }

        private List<Mutant> mutants(Piece piece) {
            List<String> lines = piece.text().lines().toList();
            return IntStream.range(0, lines.size())
                    .filter(i -> from.matcher(lines.get(i)).find())
                    .mapToObj(i -> way.apply(this, piece, lines, i))
                    .toList();
        }
    }

    /** @param lines those at which it may be found, counted from 1 */
    public record Mutant(Operator operator, String name, String text, Set<Integer> lines) {
        public boolean isFound() {
            return Linter.look(new Source(name + ".md", text)).findings().stream()
                    .anyMatch(finding -> operator.codes().contains(finding.code())
                            && lines.contains(finding.span().line()));
        }

        @Override
        public String toString() {
            return operator.says() + " in " + name + " at " + lines;
        }
    }

    /** How the line is changed. */
    private enum Way {
        /** In its place. */
        WORDS,
        /** To the top of its fence. */
        FIRST,
        /** In its place, and in every other line too. */
        EVERYWHERE,
        /** In its place, and another line of the same fence is found. */
        ELSEWHERE;

        Mutant apply(Operator operator, Piece piece, List<String> lines, int at) {
            List<String> changed = new ArrayList<>(lines);
            int top = at;
            while (!lines.get(top).strip().startsWith("```")) {
                top--;
            }
            Set<Integer> found = Set.of(at + 1);
            switch (this) {
                case WORDS -> {
                    Matcher matcher = operator.from().matcher(lines.get(at));
                    changed.set(at, matcher.replaceFirst(operator.to()));
                }
                case FIRST -> {
                    changed.remove(at);
                    changed.add(top + 1, lines.get(at));
                    found = Set.of(top + 2);
                }
                case EVERYWHERE ->
                    changed.replaceAll(line -> operator.from().matcher(line).replaceFirst(operator.to()));
                case ELSEWHERE -> {
                    changed.set(at, operator.from().matcher(lines.get(at)).replaceFirst(operator.to()));
                    found = Set.copyOf(
                            IntStream.range(top, lines.size()).boxed().toList());
                }
            }
            return new Mutant(operator, piece.name(), String.join("\n", changed) + "\n", found);
        }
    }

    public static List<Operator> operators() {
        return List.of(
                words("drop -f of curl", "curl -fsS(?! -X)", "curl -sS", "SW401"),
                words("ignore the certificate", "curl -fsS (.*https:)", "curl -fsSk $1", "SW514"),
                words("drop -T", "exec -T (.*[<>|])", "exec $1", "SW208"),
                words(
                        "swallow the failure of a restart",
                        "(systemctl (restart|reload) \\S+)$",
                        "$1 || true",
                        "SW605",
                        "SW402"),
                words("swallow the failure of a check", "(curl -fsS .*)$", "$1 || echo failed", "SW402"),
                words("wait a fixed time instead of asking", "^curl -fsS --retry.*", "sleep 30", "SW301"),
                words("drop --timeout of a rollout", "(rollout status .*) --timeout=\\S+", "$1", "SW703"),
                words("drop the namespace", "kubectl -n \\S+ (set|create)", "kubectl $1", "SW701"),
                words("drop ON_ERROR_STOP", "psql -v ON_ERROR_STOP=1( -1)? (.*(-f|<) )", "psql $2", "SW205", "SW220"),
                words("drop --atomic", "--atomic --timeout 15m", "", "SW707"),
                words("drop the version of a chart", "(helm upgrade .*) --version \\S+", "$1", "SW708"),
                words("drop --ignore-daemonsets", "--ignore-daemonsets ", "", "SW709"),
                words("drop the saved plan", "(terraform apply .*) change.tfplan", "$1", "SW711"),
                words("drop CONCURRENTLY", "CREATE INDEX CONCURRENTLY", "CREATE INDEX", "SW808", "SW810"),
                words("drop WHERE", "(DELETE FROM \\w+) WHERE [^;]*", "$1", "SW811"),
                words("drop NOT VALID", "(ADD CONSTRAINT .*) NOT VALID", "$1", "SW817"),
                words("drop --single-transaction of mysqldump", "mysqldump --single-transaction", "mysqldump", "SW822"),
                words("drop --force of artisan", "artisan migrate --force", "artisan migrate", "SW815"),
                new Operator(
                        "drop RAILS_ENV",
                        Pattern.compile("RAILS_ENV=production bundle exec"),
                        "bundle exec",
                        Way.EVERYWHERE,
                        Set.of("SW323")),
                words("flush everything", "redis-cli (.*) -n 5 FLUSHDB ASYNC", "redis-cli $1 FLUSHALL", "SW820"),
                words("KEYS instead of --scan", "--scan --pattern '([^']+)'.*", "KEYS '$1'", "SW821"),
                words("replay over the live database", "mysql orders_drill$", "mysql orders", "SW819"),
                words("follow the log", "logs --tail=50", "logs -f", "SW405"),
                words("ping without a count", "ping -c 3", "ping", "SW405"),
                words(
                        "prune volumes too",
                        "docker image prune --force",
                        "docker system prune --all --volumes --force",
                        "SW304"),
                words("kill at once", "sudo systemctl stop (\\S+)", "sudo pkill -9 $1", "SW617"),
                words("drop :? of rm -rf", "\\$\\{STAGING_AREA:\\?}", "\\${STAGING_AREA}_NEW", "SW601", "SW602"),
                words("print the secret itself", "\\$\\{PROVIDER_KEY:\\+set}", "\\$PROVIDER_SECRET_KEY", "SW501"),
                words("print all settings", "config --quiet", "config", "SW503"),
                words("print the file of settings", "cut -d= -f1 .env", "cat .env", "SW502"),
                words(
                        "give the password as an option",
                        "--password-stdin",
                        "--password \"\\$REGISTRY_PASSWORD\"",
                        "SW507"),
                words(
                        "give the secret as a build argument",
                        "--secret id=npm,env=NPM_TOKEN",
                        "--build-arg NPM_TOKEN",
                        "SW513"),
                words("lose the number of exit", "exit 1;", "exit;", "SW616"),
                words("wait without a limit", "^timeout \\d+ sh -c '(.*)'$", "$1", "SW620"),
                words("unquote the delimiter", "<<'REMOTE'", "<<REMOTE", "SW615"),
                words("redirect behind sudo", "echo (.*) \\| sudo tee -a (\\S+)", "sudo echo $1 >> $2", "SW621"),
                words("write the file that is read", "(jq .* )(/etc/\\S+) > \\S+", "$1$2 > $2", "SW622"),
                words(
                        "unquote an option's value",
                        "--archive=\"/backup/telemetry-\\$STAMP\\.(part|archive)\"",
                        "--archive \\$OTHER_ARCHIVE",
                        "SW601",
                        "SW604"),
                words("open a session instead of a command", "^ssh (\\S+) '.*'$", "ssh $1", "SW610", "SW611"),
                words(
                        "compute the date anew",
                        "mv \"/backup/telemetry-\\$STAMP",
                        "mv \"/backup/telemetry-\\$(date +%F-%H%M)",
                        "SW212"),
                words("preview from the beginning", "upgrade 41ab:head --sql", "upgrade head --sql", "SW804"),
                words("restore another file", "/backup/ledger\\.dump", "/backup/ledger-old.sql", "SW203", "SW204"),
                words(
                        "remove the containers before their logs are kept",
                        "^(docker compose logs .* > .*)$",
                        "docker compose down; $1",
                        "SW324"),
                new Operator(
                        "drop pipefail",
                        Pattern.compile("set -euo pipefail"),
                        "set -eu",
                        Way.ELSEWHERE,
                        Set.of("SW607")),
                new Operator(
                        "migrate before the new version is there",
                        Pattern.compile("(run --rm -T web ./bin/migrate up|manage.py migrate|alembic upgrade head$)"),
                        "",
                        Way.FIRST,
                        Set.of("SW801", "SW802", "SW826")),
                new Operator(
                        "forget the backup",
                        Pattern.compile("\\./script/backup-database\\.sh"),
                        "./script/note-release.sh",
                        Way.ELSEWHERE,
                        Set.of("SW807")));
    }

    private static Operator words(String says, String from, String to, String... codes) {
        return new Operator(says, Pattern.compile(from), to, Way.WORDS, Set.of(codes));
    }
}
