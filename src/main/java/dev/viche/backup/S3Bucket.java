package dev.viche.backup;

import dev.viche.config.VicheConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of S3, or of anything that speaks its protocol. Addressed by path, which all of them understand; one PUT for
 * each backup, which S3 takes up to 5 GB.
 */
final class S3Bucket implements Place {

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html */
    private static final long MOST_BYTES = 5L * 1024 * 1024 * 1024;

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    private S3Bucket(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    static S3Bucket of(VicheConfig.S3 settings) {
        String accessKey = needed(settings.accessKey(), "ACCESS_KEY");
        String secretKey = needed(settings.secretKey(), "SECRET_KEY");
        String endpoint = needed(settings.endpoint(), "ENDPOINT").replaceAll("/+$", "");
        if (!endpoint.matches("https?://[^/?#@]+")) {
            throw new BackupFailed(
                    "VICHE_BACKUP_S3_ENDPOINT is no address such as https://s3.eu-central-1.amazonaws.com;"
                            + " give scheme and host only.");
        }
        SigV4 signature = new SigV4(accessKey, secretKey, settings.region(), "s3");
        return new S3Bucket(
                new S3Client(URI.create(endpoint), signature),
                needed(settings.bucket(), "BUCKET"),
                settings.prefix().orElse(""));
    }

    private static String needed(Optional<String> setting, String name) {
        return setting.filter(value -> !value.isBlank())
                .orElseThrow(() -> new BackupFailed(
                        "VICHE_BACKUP_S3_%s is not set; a bucket needs an endpoint, an access key and a secret key."
                                .formatted(name)));
    }

    @Override
    public String title() {
        return "s3://%s/%s".formatted(bucket, prefix);
    }

    @Override
    public List<Backup> list() throws IOException {
        List<@Nullable Backup> found = new ArrayList<>();
        String next = "";
        do {
            Map<String, String> query = new TreeMap<>(Map.of("list-type", "2", "prefix", prefix));
            if (!next.isEmpty()) {
                query.put("continuation-token", next);
            }
            S3Listing page = S3Listing.read(client.get("/" + bucket, query));
            page.objects().forEach((key, size) -> found.add(Backup.named(key.substring(prefix.length()), size)));
            next = page.next();
        } while (!next.isEmpty());
        return Backup.newestFirst(found.stream());
    }

    @Override
    public void put(Path file, String name) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(
                    "it has over 5 GB, more than S3 takes at once; keep backups of that size in a folder");
        }
        client.put(path(name), file);
        // A store that takes the bytes and does not have them is no backup.
        boolean there = list().stream().anyMatch(backup -> backup.name().equals(name));
        if (!there) {
            throw new IOException("the store took it and does not list it");
        }
    }

    @Override
    public void fetch(String name, Path target) throws IOException {
        try (InputStream body = client.get(path(name), Map.of())) {
            Files.copy(body, target);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        client.delete(path(name));
    }

    private String path(String name) {
        return "/%s/%s%s".formatted(bucket, prefix, name);
    }
}
