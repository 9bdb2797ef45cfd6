package dev.slipway.house;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.slipway.house.House.Room;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whoever starts a thread has to end it, and to say what happens when it fails. Few places can. */
final class OnlyTheEngineStartsThreads implements Rule {

    private static final Pattern STARTS =
            Pattern.compile("java\\.lang\\.Thread\\.(<init>|start|ofVirtual|ofPlatform|startVirtualThread)"
                    + "|java\\.lang\\.Thread\\$Builder.*"
                    + "|java\\.util\\.concurrent\\.Executors\\..*"
                    + "|java\\.util\\.concurrent\\.(ThreadPoolExecutor|ScheduledThreadPoolExecutor|ForkJoinPool)\\.<init>"
                    + "|java\\.util\\.concurrent\\.ForkJoinPool\\.commonPool"
                    + "|java\\.util\\.concurrent\\.CompletableFuture\\.\\w+Async"
                    + "|java\\.util\\.concurrent\\.StructuredTaskScope.*"
                    + "|java\\.util\\.Timer\\.<init>"
                    + "|java\\.util\\.Collection\\.parallelStream"
                    + "|java\\.util\\.stream\\.\\w+\\.parallel");

    @Override
    public Stream<String> broken(Code code) {
        return code.classes().stream()
                .filter(type -> !mayStart(type))
                .flatMap(type -> type.getAccessesFromSelf().stream()
                        .map(access -> access.getTargetOwner().getName() + "."
                                + access.getTarget().getName())
                        .filter(member -> STARTS.matcher(member).matches())
                        .map(member -> type.getName() + " starts threads by " + member
                                + ": leave it to the engine, or give the reason in House.THREADS"))
                .distinct()
                .sorted();
    }

    private static boolean mayStart(JavaClass type) {
        return House.roomOf(type.getPackageName())
                .map(Room::name)
                .filter(House.THREADS::containsKey)
                .isPresent();
    }
}
