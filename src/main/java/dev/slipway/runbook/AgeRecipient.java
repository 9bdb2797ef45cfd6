package dev.slipway.runbook;

import java.util.Optional;

/** A public key of age, {@code age1…}: Bech32, whose checksum finds nearly every slip of the pen. */
final class AgeRecipient {
    private static final String LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    /** age1, 52 letters of key, 6 of checksum. */
    private static final int LENGTH = 62;

    private AgeRecipient() {}

    /** What is wrong with it, in one sentence without a full stop. */
    static Optional<String> wrong(String text) {
        if (text.startsWith("AGE-SECRET-KEY-")) {
            return Optional.of("this is a private key of age, and does not belong into a runbook");
        }
        if (!text.startsWith("age1")) {
            return Optional.of("'" + YamlMistakes.brief(text) + "' is not a public key of age");
        }
        boolean letters = text.substring(4).chars().allMatch(each -> LETTERS.indexOf(each) >= 0);
        return letters && text.length() == LENGTH && checksum(text.substring(4)) == 1
                ? Optional.empty()
                : Optional.of("'" + YamlMistakes.brief(text) + "' is not a whole public key of age: a character of it"
                        + " is missing or wrong");
    }

    private static int checksum(String data) {
        int sum = 1;
        for (int value : new int[] {3, 3, 3, 0, 1, 7, 5}) { // "age", its high bits and its low ones
            sum = step(sum, value);
        }
        for (int i = 0; i < data.length(); i++) {
            sum = step(sum, LETTERS.indexOf(data.charAt(i)));
        }
        return sum;
    }

    private static int step(int sum, int value) {
        int top = sum >>> 25;
        int next = (sum & 0x1ffffff) << 5 ^ value;
        for (int i = 0; i < GENERATOR.length; i++) {
            if ((top >> i & 1) == 1) {
                next ^= GENERATOR[i];
            }
        }
        return next;
    }
}
