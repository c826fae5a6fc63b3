package dev.viche.backup;

import dev.viche.config.VicheConfig;
import java.util.ArrayList;
import java.util.List;

/** Which places are set. */
final class Places {

    private Places() {}

    /** The folder, the bucket, or both; without either a folder in the data directory. */
    static List<Place> of(VicheConfig config) {
        List<Place> places = new ArrayList<>();
        config.backup().directory().ifPresent(folder -> places.add(new Folder(folder)));
        if (config.backup().s3().bucket().isPresent()) {
            places.add(S3Bucket.of(config.backup().s3()));
        }
        if (places.isEmpty()) {
            places.add(new Folder(config.dataDir().resolve("backups")));
        }
        return places;
    }
}
