package dev.viche.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A real nginx in front of several servers, one after the other in turn, with the headers and time limits that are shipped;
 * without what only guards a server that strangers can reach, since the contract goes up to those limits itself.
 */
public final class Nginx implements AutoCloseable {

    private static final String CONFIGURATION = """
            daemon off;
            pid nginx.pid;
            error_log stderr warn;
            worker_processes 1;
            events {
                worker_connections 8192;
            }
            http {
                access_log off;
                client_body_temp_path client_body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                map $http_upgrade $viche_upgrade {
                    ~*^websocket$ websocket;
                    default '';
                }
                map $viche_upgrade $viche_connection {
                    websocket upgrade;
                    default '';
                }
                upstream viche {
            $servers
                }
                server {
                    listen 127.0.0.1:$port;
                    client_max_body_size 0;
                    large_client_header_buffers 4 64k;
                    location / {
                        proxy_pass http://viche;
                        proxy_http_version 1.1;
                        proxy_set_header Host $http_host;
                        proxy_set_header Upgrade $viche_upgrade;
                        proxy_set_header Connection $viche_connection;
                        proxy_read_timeout 3600s;
                        proxy_send_timeout 3600s;
                        proxy_buffering off;
                        proxy_request_buffering off;
                    }
                }
            }
            """;

    private final Daemon daemon;
    private final int port;

    private Nginx(Daemon daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    /** Starts one in that folder, and waits until it listens. */
    public static Nginx start(Path folder, List<Integer> servers) {
        int port = Ports.free();
        // One that does not answer is not left out for the next ten seconds: it is back before.
        String upstreams = servers.stream()
                .map("        server 127.0.0.1:%d max_fails=0;"::formatted)
                .collect(Collectors.joining("\n"));
        try {
            Path home = Files.createDirectories(folder).toAbsolutePath();
            Path file = Files.writeString(
                    home.resolve("nginx.conf"),
                    CONFIGURATION.replace("$servers", upstreams).replace("$port", String.valueOf(port)));
            List<String> line = List.of("nginx", "-p", home.toString(), "-e", "stderr", "-c", file.toString());
            Nginx nginx = new Nginx(new Daemon(line, home.resolve("nginx.log")), port);
            nginx.daemon.start(nginx::listens);
            return nginx;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        daemon.close();
    }
}
