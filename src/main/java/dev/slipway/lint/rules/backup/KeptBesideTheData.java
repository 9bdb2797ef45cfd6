package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.Set;

public final class KeptBesideTheData implements Rule {
    private static final Card CARD = Card.note("SW219", "the backup stays on the machine whose data it holds")
            .harm("When that machine is lost, so is the backup.")
            .fix("Copy it away, encrypted, before the release goes on: a store of Slipway does.")
            .wrong("""
                pg_dump --format=custom --file=/var/backups/shop.dump shop ◀
                """)
            .right("""
                pg_dump --format=custom --file=/var/backups/shop.dump shop
                rclone copy /var/backups/shop.dump vault:shop
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Set<String> CARRIERS = Set.of(
            "rclone",
            "restic",
            "borg",
            "gsutil",
            "azcopy",
            "scp",
            "s3cmd",
            "mc",
            "wal-g",
            "pgbackrest",
            "barman",
            "duplicity",
            "sftp",
            "gcloud");

    @Override
    public void look(Story story, Found found) {
        boolean away =
                story.anywhere(act -> act.invocation().calls().stream().anyMatch(KeptBesideTheData::carriesAway));
        if (away) {
            return;
        }
        story.all(Fact.Dump.class)
                .filter(dump -> dump.fact().file().isPresent() && dump.fact().database() != Fact.Database.SOME)
                .findFirst()
                .ifPresent(dump -> found.at(CARD, dump.fact().file().orElseThrow()));
    }

    private static boolean carriesAway(Call call) {
        return CARRIERS.contains(call.tool())
                || call.calls("aws", "s3")
                || call.tool().startsWith("backup.")
                || (call.is("rsync")
                        && call.operands().stream().anyMatch(arg -> arg.text().contains(":")));
    }
}
