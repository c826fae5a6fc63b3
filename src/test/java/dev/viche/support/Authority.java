package dev.viche.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Signs the certificates of a test's servers; nobody but the test trusts it. The JDK makes them by its keytool alone. */
public final class Authority {

    private static final String PASSWORD = "changeit";
    private static final String SELF = "authority";

    private final Path folder;

    private Authority(Path folder) {
        this.folder = folder;
    }

    /** Makes one, whose files are in that folder. */
    public static Authority in(Path folder) {
        try {
            Authority authority = new Authority(Files.createDirectories(folder).toAbsolutePath());
            authority.makeKey(SELF, "-ext", "bc=ca:true");
            Files.writeString(authority.certificate(), pem("CERTIFICATE", authority.chain(SELF)));
            return authority;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("no certificates can be made here", e);
        }
    }

    /** What clients trust it by. */
    public Path certificate() {
        return folder.resolve("authority.pem");
    }

    /** Vouches for the server of that name. */
    public Certificate certify(String host) {
        try {
            makeKey(host, "-signer", SELF, "-ext", "san=dns:" + host);
            Path chain = Files.writeString(folder.resolve(host + ".pem"), pem("CERTIFICATE", chain(host)));
            // PostgreSQL uses no key that others might read.
            Path key = Files.createFile(
                    folder.resolve(host + ".key"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, pem("PRIVATE KEY", List.of(key(host).getEncoded())));
            return new Certificate(chain, key, certificate());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("no certificates can be made here", e);
        }
    }

    private void makeKey(String name, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-keystore",
                keys().toString(),
                "-storepass",
                PASSWORD));
        line.addAll(List.of(options));
        Path said = folder.resolve("keytool.log");
        try {
            int code = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("keytool ended with %d: %s".formatted(code, Files.readString(said)));
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while making a key", e);
        }
    }

    private List<byte[]> chain(String name) throws IOException, GeneralSecurityException {
        List<byte[]> chain = new ArrayList<>();
        for (var certificate : open().getCertificateChain(name)) {
            chain.add(certificate.getEncoded());
        }
        return chain;
    }

    private Key key(String name) throws IOException, GeneralSecurityException {
        return open().getKey(name, PASSWORD.toCharArray());
    }

    private KeyStore open() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private Path keys() {
        return folder.resolve("keys.p12");
    }

    private static String pem(String what, List<byte[]> all) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder text = new StringBuilder();
        all.forEach(der -> text.append(
                "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, lines.encodeToString(der), what)));
        return text.toString();
    }
}
