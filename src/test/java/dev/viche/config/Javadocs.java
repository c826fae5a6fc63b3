package dev.viche.config;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads javadoc off a source file, with the compiler's own eyes: a class file has none. */
final class Javadocs extends TreePathScanner<@Nullable Void, DocTrees> {

    private final Map<String, String> byMethod = new LinkedHashMap<>();

    private Javadocs() {}

    /** What is said of each method of that class and the types in it, as Markdown, by {@code Type.method}. */
    static Map<String, String> of(Class<?> type) {
        Path source = Path.of("src", "main", "java", type.getName().replace('.', '/') + ".java");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(source));
            Javadocs found = new Javadocs();
            for (CompilationUnitTree unit : task.parse()) {
                found.scan(unit, DocTrees.instance(task));
            }
            return found.byMethod;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, DocTrees docs) {
        String comment = docs.getDocComment(getCurrentPath());
        if (comment != null && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type) {
            byMethod.put(type.getSimpleName() + "." + method.getName(), markdown(comment));
        }
        return super.visitMethod(method, docs);
    }

    private static String markdown(String comment) {
        return comment.replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
