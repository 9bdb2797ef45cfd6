package dev.slipway.main;

import dev.slipway.actions.backup.BackupFiles;
import dev.slipway.actions.backup.BackupMariadb;
import dev.slipway.actions.backup.BackupPostgres;
import dev.slipway.actions.backup.BackupRedis;
import dev.slipway.actions.backup.CheckBackup;
import dev.slipway.actions.backup.CheckInvariants;
import dev.slipway.actions.backup.CheckMariadb;
import dev.slipway.actions.backup.CheckPostgres;
import dev.slipway.actions.backup.CheckRedis;
import dev.slipway.actions.backup.RestoreFiles;
import dev.slipway.actions.backup.RestorePostgres;
import dev.slipway.actions.check.CheckCommand;
import dev.slipway.actions.check.CheckDisk;
import dev.slipway.actions.check.CheckDns;
import dev.slipway.actions.check.CheckEnv;
import dev.slipway.actions.check.CheckGit;
import dev.slipway.actions.check.CheckHttp;
import dev.slipway.actions.check.CheckMemory;
import dev.slipway.actions.check.CheckPortFree;
import dev.slipway.actions.check.CheckTcp;
import dev.slipway.actions.check.CheckTls;
import dev.slipway.actions.config.ConfigDiff;
import dev.slipway.actions.config.EnvApply;
import dev.slipway.actions.config.FlagsSet;
import dev.slipway.actions.deploy.CheckSmoke;
import dev.slipway.actions.deploy.DeployCompose;
import dev.slipway.actions.deploy.DeployProcess;
import dev.slipway.actions.deploy.DeployStatic;
import dev.slipway.actions.evidence.CheckLogs;
import dev.slipway.actions.evidence.EvidenceCollect;
import dev.slipway.actions.images.CheckImage;
import dev.slipway.actions.images.ImagesPrune;
import dev.slipway.actions.judge.CheckMonitoring;
import dev.slipway.actions.judge.JudgeBaseline;
import dev.slipway.actions.judge.JudgeWatch;
import dev.slipway.actions.load.LoadHttp;
import dev.slipway.actions.migrate.MigrateApply;
import dev.slipway.actions.migrate.MigrateDown;
import dev.slipway.actions.migrate.MigrateFit;
import dev.slipway.actions.migrate.MigratePreview;
import dev.slipway.actions.migrate.MigrateRisk;
import dev.slipway.actions.migrate.MigrateStanding;
import dev.slipway.actions.record.RecordNote;
import dev.slipway.actions.traffic.TrafficHold;
import dev.slipway.actions.traffic.TrafficMaintenance;
import dev.slipway.actions.traffic.TrafficServe;
import dev.slipway.actions.traffic.TrafficShift;
import dev.slipway.actions.waiting.WaitFor;
import dev.slipway.hands.ActionList;
import java.util.List;

/** Every action that this build has. */
public final class ShippedActions {
    public static final ActionList ALL = new ActionList(List.of(
            new BackupFiles(),
            new BackupMariadb(),
            new BackupPostgres(),
            new BackupRedis(),
            new CheckBackup(),
            new CheckInvariants(),
            new CheckMariadb(),
            new CheckPostgres(),
            new CheckRedis(),
            new CheckCommand(),
            new CheckDns(),
            new CheckDisk(),
            new CheckEnv(),
            new CheckGit(),
            new CheckHttp(),
            new CheckMemory(),
            new CheckPortFree(),
            new CheckTcp(),
            new CheckTls(),
            new CheckImage(),
            new CheckLogs(),
            new EvidenceCollect(),
            new CheckSmoke(),
            new CheckMonitoring(),
            new JudgeBaseline(),
            new JudgeWatch(),
            new LoadHttp(),
            new MigrateApply(new RestorePostgres()),
            new MigrateDown(),
            new MigrateFit(new RestorePostgres()),
            new MigratePreview(),
            new MigrateRisk(),
            new MigrateStanding(),
            new ConfigDiff(),
            new EnvApply(),
            new FlagsSet(),
            new ImagesPrune(),
            new DeployCompose(),
            new DeployProcess(),
            new DeployStatic(),
            new TrafficHold(),
            new TrafficMaintenance(),
            TrafficServe.open(),
            TrafficServe.resume(),
            new TrafficShift(),
            new RecordNote(),
            new RestoreFiles(),
            new RestorePostgres(),
            new WaitFor()));

    private ShippedActions() {}
}
