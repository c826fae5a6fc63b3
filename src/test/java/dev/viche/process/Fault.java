package dev.viche.process;

/** Something that keeps a server from writing, and can be mended under way. */
interface Fault {

    void strike() throws Exception;

    /** May be called again, and where it never struck. */
    void mend() throws Exception;
}
