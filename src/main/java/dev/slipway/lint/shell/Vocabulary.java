package dev.slipway.lint.shell;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which options of which programs take a value, and which words call a further program. */
final class Vocabulary {
    /** A line for each program, or for a program and its verb: then those of the program count too. */
    private static final String OPTIONS_WITH_VALUE = """
            sudo -u -g -h -p -C -D -R -T -U -r -t --user --group --chdir
            doas -u -C
            env -u -C -S --unset --chdir
            nice -n --adjustment
            ionice -c -n -p
            stdbuf -o -e -i
            timeout -s -k --signal --kill-after
            watch -n --interval
            xargs -I -n -P -L -d -s -a
            flock -w -E
            compose -f --file -p --project-name --profile --env-file --project-directory --ansi --progress --parallel
            compose/exec -e --env -u --user -w --workdir --index
            compose/run -e --env -v --volume -u --user -w --workdir --name --entrypoint -p --publish -l --label
            compose/up --scale -t --timeout --wait-timeout --pull --exit-code-from --attach --no-attach
            compose/down -t --timeout --rmi
            compose/stop -t --timeout
            compose/restart -t --timeout
            compose/logs --tail -n --since --until --index
            compose/build --build-arg --ssh -m --memory --builder
            compose/kill -s --signal
            docker -H --host -c --context --config -l --log-level
            docker/exec -e --env --env-file -u --user -w --workdir --detach-keys
            docker/run -v --volume --name -e --env --env-file -p --publish --network --net --mount -u --user -w --workdir
            docker/run --entrypoint -m --memory --cpus --restart -l --label --add-host --hostname -h --log-opt --log-driver
            docker/run --ulimit --platform --cap-add --volumes-from --health-cmd --tmpfs --shm-size --ip --dns --stop-timeout
            docker/build -t --tag -f --file --build-arg --target --platform --secret --cache-from --cache-to -o --output
            docker/buildx -t --tag -f --file --build-arg --target --platform --secret --cache-from --cache-to
            docker/logs --tail -n --since --until
            docker/ps -f --filter --format -n --last
            docker/images -f --filter --format
            docker/inspect -f --format --type
            docker/stop -t --time --timeout -s --signal
            docker/restart -t --time --timeout
            docker/system --filter --format
            docker/image --filter --format
            docker/volume --filter --format -d --driver
            docker/stats --format
            docker/service --image --replicas --env-add --filter --format --update-delay --update-parallelism
            docker/stack -c --compose-file
            kubectl -n --namespace --context --kubeconfig --cluster --user -s --server -l --selector -f --filename -o --output
            kubectl -c --container --replicas --timeout --field-selector -p --patch --image --type --to-revision --since
            kubectl --tail --for -k --kustomize --grace-period --from-literal --from-file --patch-file --overrides
            helm -n --namespace -f --values --set --set-string --set-file --version --timeout --kube-context --kubeconfig
            helm --history-max -o --output --repo
            git -C -c --git-dir --work-tree
            git/checkout -b -B
            git/commit -m
            git/tag -m -F -u
            git/log -n --since --until --author --format --pretty --max-count
            git/clone -b --branch --depth -o
            git/push -o
            git/fetch --depth
            git/pull --depth
            psql -h -p -U -d -c -f -v -o -P -F -L -R -T --host --port --username --dbname --command --file --set --variable
            psql --output
            pg_dump -h -p -U -d -f -F -t -n -N -T -j -Z -E -S --host --port --username --dbname --file --format --table
            pg_dump --schema --exclude-table --jobs --compress --exclude-table-data
            pg_dumpall -h -p -U -f -l --host --port --username --file
            pg_restore -h -p -U -d -j -F -t -n -L -I -f -P -T --host --port --username --dbname --jobs --format --table --schema
            pg_basebackup -h -p -U -D -X -F -Z -l --host --port --username --pgdata
            pg_isready -h -p -U -d -t --host --port --username --dbname --timeout
            nginx -s -c -g -p -e
            createdb -h -p -U -O -T -E --owner --template
            dropdb -h -p -U
            mysql -h -u -P -e -D --host --user --port --execute --database --defaults-file --defaults-extra-file
            mariadb -h -u -P -e -D --host --user --port --execute --database
            mysqldump -h -u -P -r --host --user --port --result-file --ignore-table --where --defaults-file
            mariadb-dump -h -u -P -r --host --user --port --result-file --ignore-table
            mongodump --uri --host --port --db -d --out -o --archive --collection -c -u -p --username --password
            mongorestore --uri --host --port --db -d --archive --nsInclude -u -p --username --password
            redis-cli -h -p -a -n -u --user --pass --rdb -r -i
            curl -X -H -d -o -u -m -F -b -c -A -e -T -w -x -K -E --request --header --data --data-binary --data-raw
            curl --data-urlencode --output --user --max-time --connect-timeout --retry --retry-delay --retry-max-time --form
            curl --cookie --cookie-jar --user-agent --referer --upload-file --write-out --proxy --cacert --cert --key --resolve
            curl --url --oauth2-bearer --json --unix-socket --interface
            wget -O -o -T -t -P -Q -U --timeout --tries --header --post-data --output-document --user --password --http-password
            ssh -B -b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w
            scp -i -P -o -F -l -c -S -J
            rsync -e --rsh --exclude --include --files-from --filter --exclude-from --bwlimit --backup-dir --link-dest -f --timeout
            systemctl -t -p -n -s -H -M --type --property --lines --state
            journalctl -u -n -p -o --since --until --unit --lines -t -b
            tail -n -c --lines --bytes --pid
            head -n -c --lines --bytes
            grep -e -A -B -C -m -f --regexp --max-count
            egrep -e -A -B -C -m -f
            ping -c -i -W -w -s -t -I
            du -d --max-depth --exclude
            cp -t --target-directory -S
            mv -t --target-directory -S
            ln -t --target-directory -S
            install -m -o -g -t
            su -c -s --command --shell
            crontab -u
            npm --prefix -w --workspace
            pnpm -C --dir -F --filter
            yarn --cwd
            make -C -f -j
            rails -e --environment
            rake -f -C
            alembic -c -n -x --config --name
            gunzip -S
            sleep
            openssl
            nginx -c -p -g -e
            pm2 -n --name -i --instances
            certbot -d --domain -m --email --cert-name
            rclone --config --exclude --include
            """;

    private static final Set<String> SINGLE_DASH_WORDS = Set.of(
            "find", "java", "terraform", "openssl", "nomad", "consul", "vault", "ffmpeg", "convert", "k6", "wrk");

    /** Programs that call the program behind their first operands; the number of operands that are their own. */
    private static final Map<String, Integer> CARRIERS = Map.ofEntries(
            Map.entry("sudo", 0),
            Map.entry("doas", 0),
            Map.entry("env", 0),
            Map.entry("nohup", 0),
            Map.entry("setsid", 0),
            Map.entry("nice", 0),
            Map.entry("ionice", 0),
            Map.entry("stdbuf", 0),
            Map.entry("exec", 0),
            Map.entry("command", 0),
            Map.entry("time", 0),
            Map.entry("xargs", 0),
            Map.entry("npx", 0),
            Map.entry("bunx", 0),
            Map.entry("timeout", 1),
            Map.entry("flock", 1),
            Map.entry("chpst", 0),
            Map.entry("watch", 0),
            Map.entry("bundle/exec", 1),
            Map.entry("poetry/run", 1),
            Map.entry("pipenv/run", 1),
            Map.entry("uv/run", 1),
            Map.entry("pnpm/exec", 1),
            Map.entry("pnpm/dlx", 1),
            Map.entry("yarn/exec", 1),
            Map.entry("npm/exec", 1),
            Map.entry("compose/exec", 2),
            Map.entry("compose/run", 2),
            Map.entry("docker/exec", 2),
            Map.entry("docker/run", 2),
            Map.entry("podman/exec", 2),
            Map.entry("podman/run", 2),
            Map.entry("kubectl/exec", 2),
            Map.entry("ssh", 1));

    private static final Map<String, Set<String>> WITH_VALUE = withValue();

    private Vocabulary() {}

    private static Map<String, Set<String>> withValue() {
        Map<String, Set<String>> all = new HashMap<>();
        OPTIONS_WITH_VALUE.lines().forEach(line -> {
            String[] words = line.split(" ", -1);
            all.computeIfAbsent(words[0], _ -> new HashSet<>())
                    .addAll(Arrays.asList(words).subList(1, words.length));
        });
        return Map.copyOf(all);
    }

    /** These programs' own options stand before the verb; behind it the same letter may mean another thing. */
    private static final Set<String> DIVIDED = Set.of("compose", "docker", "podman", "git");

    static boolean takesValue(String tool, String verb, String option) {
        if (DIVIDED.contains(tool) && !verb.isEmpty()) {
            return WITH_VALUE.getOrDefault(tool + "/" + verb, Set.of()).contains(option);
        }
        if (tool.equals("kubectl") && verb.equals("logs") && option.equals("-f")) {
            return false;
        }
        return WITH_VALUE.getOrDefault(tool + "/" + verb, Set.of()).contains(option)
                || WITH_VALUE.getOrDefault(tool, Set.of()).contains(option);
    }

    static boolean hasWordsBehindOneDash(String tool) {
        return SINGLE_DASH_WORDS.contains(tool);
    }

    /** How many operands are the carrier's own; -1 where it carries nothing. */
    static int carried(String tool, String verb) {
        Integer own = CARRIERS.get(tool + "/" + verb);
        return own != null ? own : CARRIERS.getOrDefault(tool, -1);
    }

    static boolean isKnown(String tool) {
        return WITH_VALUE.containsKey(tool) || CARRIERS.containsKey(tool) || Programs.COMMON.contains(tool);
    }
}
