package dev.viche.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate that vouches for itself, and its key, each as PEM. */
record Certificate(String chain, String key) {

    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "site";

    static Certificate of(String host) throws IOException, InterruptedException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("viche-certificate");
        Path store = folder.resolve("keys.p12");
        try {
            make(host, store);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            return new Certificate(
                    pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()),
                    pem(
                            "PRIVATE KEY",
                            keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
        } finally {
            Files.deleteIfExists(store);
            Files.delete(folder);
        }
    }

    // The JDK has no other public way to make one.
    private static void make(String host, Path store) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int code = keytool.waitFor();
        if (code != 0) {
            throw new IOException("keytool ended with " + code);
        }
    }

    private static String pem(String what, byte[] der) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, lines.encodeToString(der), what);
    }

    /** As certbot lays them. */
    void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("fullchain.pem"), chain);
        Files.writeString(folder.resolve("privkey.pem"), key);
    }

    @Override
    public String toString() {
        return "Certificate[]";
    }
}
