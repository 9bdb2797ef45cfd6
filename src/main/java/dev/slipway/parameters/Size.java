package dev.slipway.parameters;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of storage, or a share of one: {@code 10GB} (10⁹ bytes each), {@code 512MiB}, {@code 20%}. */
public sealed interface Size {

    record Bytes(long bytes) implements Size {
        @Override
        public String toString() {
            int unit = 0;
            while (unit < DECIMAL.size() - 1 && bytes >= power(unit + 1)) {
                unit++;
            }
            return unit == 0
                    ? bytes + " B"
                    : String.format(Locale.ROOT, "%.1f %s", bytes / (double) power(unit), DECIMAL.get(unit));
        }
    }

    record Share(BigDecimal percent) implements Size {
        @Override
        public String toString() {
            return percent.stripTrailingZeros().toPlainString() + "%";
        }
    }

    Pattern WRITTEN = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,3})?)(%|B|kB|KB|MB|GB|TB|KiB|MiB|GiB|TiB)");
    List<String> DECIMAL = List.of("B", "kB", "MB", "GB", "TB");
    List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB");

    static Optional<Size> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal amount = new BigDecimal(matcher.group(1));
        String unit = matcher.group(2);
        if (unit.equals("%")) {
            boolean within = amount.compareTo(BigDecimal.valueOf(100)) <= 0;
            return within ? Optional.of(new Share(amount)) : Optional.empty();
        }
        BigDecimal bytes = amount.multiply(BigDecimal.valueOf(factor(unit)));
        return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Optional.empty()
                : Optional.of(new Bytes(bytes.longValue()));
    }

    private static long factor(String unit) {
        int binary = BINARY.indexOf(unit);
        return binary > 0 ? 1L << (10 * binary) : power(DECIMAL.indexOf(unit.equals("KB") ? "kB" : unit));
    }

    private static long power(int unit) {
        return Math.powExact(1_000L, unit);
    }
}
