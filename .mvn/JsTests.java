/*
 * Runs the page's tests, src/test/js/**.test.js, with Node's own runner. A Java program, because Java is what every
 * machine that builds Viche has. Without Node the tests are skipped and it says so; where CI is true that is a failure.
 */
static final Path TESTS = Path.of("src", "test", "js");

void main() throws IOException, InterruptedException {
    if (!Files.isDirectory(TESTS)) {
        IO.println("JavaScript tests: there are none.");
        return;
    }
    // Files by name: Node 20 takes a folder and later ones take a pattern, but all of them take files.
    var command = new ArrayList<>(List.of("node", "--test"));
    try (var files = Files.walk(TESTS)) {
        files.map(Path::toString).filter(file -> file.endsWith(".test.js")).sorted().forEach(command::add);
    }
    if (command.size() == 2) {
        fail("%s holds no *.test.js.".formatted(TESTS));
    }
    try {
        System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    } catch (IOException noNode) {
        if ("true".equals(System.getenv("CI"))) {
            fail("they are required here and node could not be started: install Node 20 or newer.");
        }
        IO.println("JavaScript tests: SKIPPED, node is not on the path. Install Node 20 or newer to run them.");
    }
}

void fail(String why) {
    System.err.println("JavaScript tests: " + why);
    System.exit(1);
}
