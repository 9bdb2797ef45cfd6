package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code folder}, or {@code s3} with what belongs to it. */
record StorageReader(Phrase name, FrontFields fields, List<Problem> problems) {
    static final String EXAMPLE =
            "Write {folder: /var/backups/planner, recipients: [age1…]} or {s3: bucket/planner, region:"
                    + " eu-central-1, recipients: [age1…]}; age-keygen makes a pair of keys.";

    private static final Pattern BUCKET =
            Pattern.compile("(?:s3://)?([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[\\w.-]+)*)/?");
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");
    private static final List<String> OF_BUCKETS = List.of("endpoint", "region", "key", "secret");

    Optional<Storage> read() {
        Optional<Phrase> folder = fields.text("folder");
        Optional<Phrase> s3 = fields.text("s3");
        if (folder.isPresent() && s3.isPresent()) {
            problems.add(new Problem(
                    s3.get().span(),
                    "the store '" + name + "' has both 'folder' and 's3'",
                    "Keep one of them; copies are" + " stores of their own."));
            return Optional.empty();
        }
        if (s3.isPresent()) {
            return bucket(s3.get());
        }
        if (fields.get("folder").isEmpty()
                && fields.get("s3").isEmpty()
                && !fields.misspells("folder")
                && !fields.misspells("s3")) {
            problems.add(new Problem(name.span(), "'folder' or 's3' is missing in the store '" + name + "'", EXAMPLE));
        }
        OF_BUCKETS.forEach(key -> fields.text(key)
                .ifPresent(value -> problems.add(new Problem(
                        value.span(),
                        "'" + key + "' belongs to a bucket, and the store '" + name + "' is a folder",
                        "Write its folder alone, or 's3' in its place."))));
        return folder.map(path -> new Storage.Folder(path.text()));
    }

    private Optional<Storage> bucket(Phrase written) {
        Matcher bucket = BUCKET.matcher(written.text());
        if (!bucket.matches()) {
            problems.add(new Problem(
                    written.span(), "'" + written + "' is not a bucket", "Write s3: bucket, or s3: bucket/folder."));
            return Optional.empty();
        }
        Optional<Phrase> endpoint = fields.text("endpoint");
        endpoint.filter(each -> !isAddress(each.text()))
                .ifPresent(each -> problems.add(new Problem(
                        each.span(),
                        "'" + each + "' is not the address of a server",
                        "Write endpoint: https://s3.example.com")));
        Optional<Phrase> region = fields.text("region");
        if (region.isEmpty() && endpoint.isEmpty() && !fields.misspells("region")) {
            problems.add(new Problem(
                    name.span(),
                    "'region' is missing in the store '" + name + "'",
                    "Write region: eu-central-1, or the endpoint of a server that is not Amazon's."));
        }
        Optional<String> key = variable("key", "AWS_ACCESS_KEY_ID");
        Optional<String> secret = variable("secret", "AWS_SECRET_ACCESS_KEY");
        return key.flatMap(id -> secret.map(value -> new Storage.Bucket(
                bucket.group(1),
                bucket.group(2).replaceFirst("^/", ""),
                endpoint.map(Phrase::text),
                region.map(Phrase::text).orElse("us-east-1"),
                id,
                value)));
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Keys are named and never written: empty where one stands there itself. */
    private Optional<String> variable(String field, String standard) {
        Optional<Phrase> written = fields.text(field);
        if (written.isEmpty()) {
            return Optional.of(standard);
        }
        Matcher named = VARIABLE.matcher(written.get().text());
        if (!named.matches()) {
            problems.add(new Problem(
                    written.get().span(),
                    "'" + field + "' names a declared variable, such as $" + standard,
                    "What opens a bucket does not stand in a runbook."));
            return Optional.empty();
        }
        return Optional.of(named.group(1));
    }
}
