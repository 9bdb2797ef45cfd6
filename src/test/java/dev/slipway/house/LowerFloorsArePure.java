package dev.slipway.house;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.slipway.house.House.Room;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The floors that decide give the same answer to the same question, always: nothing in them can see the world. */
final class LowerFloorsArePure implements Rule {

    /** Packages, with a dot at the end, and types, with all that is nested in them. */
    private static final Set<String> WORLD = Set.of(
            "java.io.",
            "java.nio.file.",
            "java.nio.channels.",
            "java.net.",
            "java.sql.",
            "java.util.logging.",
            "org.slf4j.",
            "java.util.concurrent.",
            "java.util.random.",
            "java.util.Random",
            "java.util.Timer",
            "java.util.TimerTask",
            "java.security.SecureRandom",
            "java.time.Clock",
            "java.time.InstantSource",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle",
            "java.lang.Runtime",
            "java.lang.System$Logger");

    /** Types in those packages that only hold values or text in memory. */
    private static final Set<String> HARMLESS = Set.of(
            "java.io.UncheckedIOException",
            "java.io.IOException",
            "java.io.Serializable",
            "java.io.Reader",
            "java.io.StringReader",
            "java.io.Writer",
            "java.io.StringWriter",
            "java.io.ByteArrayInputStream",
            "java.io.ByteArrayOutputStream",
            "java.io.InputStream",
            "java.io.OutputStream",
            "java.net.URI",
            "java.net.URISyntaxException",
            "java.net.URLDecoder",
            "java.net.URLEncoder",
            "java.util.concurrent.TimeUnit",
            "java.lang.Runtime$Version");

    /** Members of otherwise harmless types: written as type.member. */
    private static final Pattern GLANCES = Pattern.compile("java\\.time\\.[\\w.]+\\.now"
            + "|java\\.time\\.ZoneId\\.systemDefault"
            + "|java\\.util\\.Locale\\.getDefault"
            + "|java\\.util\\.TimeZone\\.getDefault"
            + "|java\\.nio\\.charset\\.Charset\\.defaultCharset"
            + "|java\\.util\\.UUID\\.randomUUID"
            + "|java\\.util\\.Collections\\.shuffle"
            + "|java\\.lang\\.Math\\.random"
            + "|java\\.lang\\.Throwable\\.printStackTrace"
            + "|java\\.lang\\.System\\.(?!arraycopy$|identityHashCode$|lineSeparator$)\\w+");

    private static final Set<String> MUTABLE = Set.of("java.util.concurrent.atomic.", "java.lang.ThreadLocal");

    @Override
    public Stream<String> broken(Code code) {
        return code.classes().stream()
                .filter(LowerFloorsArePure::isBelowTheLine)
                .flatMap(type ->
                        Stream.of(worlds(type), glances(type), mutable(type)).flatMap(sentences -> sentences))
                .distinct()
                .sorted();
    }

    private static boolean isBelowTheLine(JavaClass type) {
        return House.roomOf(type.getPackageName())
                .map(Room::floor)
                .filter(floor -> floor <= House.PURE_UP_TO)
                .isPresent();
    }

    private static Stream<String> worlds(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency ->
                        dependency.getTargetClass().getBaseComponentType().getName())
                .filter(used -> isIn(WORLD, used) && !HARMLESS.contains(used))
                .map(used -> type.getName() + " is below the purity line and uses " + used);
    }

    private static boolean isIn(Set<String> packagesAndTypes, String type) {
        return packagesAndTypes.stream()
                .anyMatch(name ->
                        name.endsWith(".") ? type.startsWith(name) : type.equals(name) || type.startsWith(name + "$"));
    }

    private static Stream<String> glances(JavaClass type) {
        return type.getAccessesFromSelf().stream()
                .map(LowerFloorsArePure::member)
                .filter(member -> GLANCES.matcher(member).matches())
                .map(member -> type.getName() + " is below the purity line and uses " + member);
    }

    private static String member(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getTarget().getName();
    }

    private static Stream<String> mutable(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(LowerFloorsArePure::canChange)
                .map(field -> field.getFullName() + " is static, can change, and is below the purity line");
    }

    /** A private array is a constant as long as its class keeps it so; one that others can reach is not. */
    private static boolean canChange(JavaField field) {
        return !field.getModifiers().contains(JavaModifier.FINAL)
                || (field.getRawType().isArray() && !field.getModifiers().contains(JavaModifier.PRIVATE))
                || isIn(MUTABLE, field.getRawType().getName());
    }
}
