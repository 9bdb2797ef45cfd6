package dev.slipway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proof;
import dev.slipway.backup.Proving;
import dev.slipway.base.Secret;
import dev.slipway.stores.folder.FolderBlobs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    private static final Instant AT = Instant.parse("2026-11-21T14:00:00Z");
    private static final byte[] CONTENT = content();

    @TempDir
    Path folder;

    private final AgeKeys.Pair keys = AgeKeys.oneTime();

    private static byte[] content() {
        byte[] bytes = new byte[1_500_000];
        new Random(7).nextBytes(bytes); // nothing that compresses: the blob is longer than any buffer on the way
        Arrays.fill(bytes, 0, 400_000, (byte) 'x');
        return bytes;
    }

    private Vault vault() {
        return new Vault(new FolderBlobs(folder));
    }

    private Backup sealed(List<String> recipients) throws IOException {
        try (Sealing sealing = vault().seal("dump", "test", recipients)) {
            sealing.stream().write(CONTENT);
            Backup.Sealed sealed = sealing.finish();
            Backup backup = new Backup(
                    sealing.name(),
                    new Backup.What("postgres", "planner", "here", "15", Optional.empty(), CONTENT.length),
                    new Backup.Made(AT, Duration.ZERO, "r000000/backup"),
                    sealed,
                    Proving.HASH,
                    Optional.empty(),
                    "");
            vault().enter(backup);
            return backup;
        }
    }

    private void check(Backup backup, List<Secret> identities) throws IOException {
        try (Opened opened = vault().open(backup, identities)) {
            assertThat(Arrays.equals(opened.stream().readAllBytes(), CONTENT)).isTrue();
            opened.verify();
        }
    }

    private void read(Backup backup) throws IOException {
        try (Opened opened = vault().open(backup, List.of(keys.identity()))) {
            opened.verify();
        }
    }

    @Test
    void what_was_sealed_is_opened_by_any_of_its_keys_and_needs_none_where_there_is_none() throws IOException {
        AgeKeys.Pair other = AgeKeys.oneTime();
        Backup backup = sealed(List.of(keys.recipient(), other.recipient()));
        check(backup, List.of(keys.identity()));
        check(backup, List.of(other.identity()));
        assertThat(backup.sealed().format()).isEqualTo("test+zstd+age");
        check(sealed(List.of()), List.of());
    }

    @Test
    void a_key_file_with_comments_opens_too() throws IOException {
        check(
                sealed(List.of(keys.recipient())),
                List.of(new Secret(
                        "FILE",
                        "# created: 2026\n# public key: age1\n"
                                + keys.identity().reveal() + "\n")));
    }

    @Test
    void another_key_and_no_key_are_refused() throws IOException {
        Backup backup = sealed(List.of(keys.recipient()));
        assertThatThrownBy(() -> vault().open(backup, List.of(AgeKeys.oneTime().identity())))
                .isInstanceOf(IOException.class)
                .hasMessage(backup.name()
                        + ": it cannot be opened with ONE_TIME_KEY: that is another key, or it was changed");
        assertThatThrownBy(() -> vault().open(backup, List.of()))
                .hasMessage(backup.name() + " is encrypted, and no key was given");
        assertThatThrownBy(() -> vault().open(backup, List.of(new Secret("AGE_KEY", "AGE-SECRET-KEY-1XYZ"))))
                .hasMessageContaining("AGE_KEY does not hold a private key of age that is whole");
    }

    @Test
    void a_blob_that_is_cut_is_found_wherever_it_was_cut() throws IOException {
        for (List<String> recipients : List.of(List.<String>of(), List.of(keys.recipient()))) {
            for (int place = 0; place < 20; place++) {
                Backup backup = sealed(recipients);
                Path blob = folder.resolve(backup.sealed().blob());
                try (FileChannel file = FileChannel.open(blob, StandardOpenOption.WRITE)) {
                    file.truncate(backup.sealed().bytes() * place / 20);
                }
                assertThatThrownBy(() -> read(backup))
                        .as("cut at " + place + "/20")
                        .isInstanceOf(IOException.class);
                assertThatThrownBy(() -> vault().compare(backup)).isInstanceOf(Damage.class);
                assertThat(vault().catalogue().missing()).contains(backup);
                assertThat(vault().catalogue().whole()).doesNotContain(backup);
                vault().delete(backup);
            }
        }
    }

    @Test
    void one_flipped_bit_is_found_wherever_it_is() throws IOException {
        Random random = new Random(3);
        for (List<String> recipients : List.of(List.<String>of(), List.of(keys.recipient()))) {
            Backup backup = sealed(recipients);
            Path blob = folder.resolve(backup.sealed().blob());
            byte[] whole = Files.readAllBytes(blob);
            for (int round = 0; round < 20; round++) {
                byte[] changed = whole.clone();
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(blob, changed);
                assertThatThrownBy(() -> read(backup)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void numbers_grow_whatever_was_deleted_and_whatever_the_clock_says() throws IOException {
        Backup first = sealed(List.of());
        Backup second = sealed(List.of());
        vault().delete(first);
        Backup third = sealed(List.of());
        assertThat(List.of(first, second, third))
                .extracting(each -> each.name().number())
                .containsExactly(1, 2, 3);
    }

    @Test
    void entries_without_blobs_and_blobs_without_entries_do_not_count() throws IOException {
        Backup whole = sealed(List.of());
        Backup lost = sealed(List.of());
        Files.delete(folder.resolve(lost.sealed().blob()));
        Backup stray = sealed(List.of());
        Files.delete(folder.resolve(stray.name() + ".json"));
        Files.writeString(folder.resolve("b0009-abcd.json"), "{\"form\":");
        Files.writeString(folder.resolve("notes.txt"), "of somebody");

        Vault.Catalogue catalogue = vault().catalogue();
        assertThat(catalogue.whole()).containsExactly(whole);
        assertThat(catalogue.missing()).containsExactly(lost);
        assertThat(catalogue.stray())
                .extracting(blob -> blob.name())
                .containsExactly(stray.sealed().blob());
        assertThat(catalogue.unreadable())
                .singleElement()
                .asString()
                .startsWith("b0009-abcd.json cannot be read: not JSON");
        assertThat(catalogue.newest("postgres planner at here")).contains(whole);
    }

    @Test
    void a_proof_is_not_entered_for_what_was_deleted_meanwhile() throws IOException {
        Backup backup = sealed(List.of());
        vault().delete(backup);
        vault().proved(backup, new Proof.Proved(Proving.HASH, AT, Duration.ZERO, ""));
        assertThat(vault().catalogue().backups()).isEmpty();
    }
}
