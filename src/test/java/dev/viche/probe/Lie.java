package dev.viche.probe;

/** One thing a server must not do; it does it once, to the first member of a room. */
enum Lie {
    /** It does as it should. */
    NONE,
    /** An entry does not reach one reader. */
    LOSE,
    /** An entry reaches one reader twice. */
    DOUBLE,
    /** Two entries reach one reader the wrong way round. */
    SWAP,
    /** Another text reaches one reader. */
    ALTER,
    /** Another speaker reaches one reader. */
    MISATTRIBUTE,
    /** A message is stored twice, under two numbers. */
    STORE_TWICE,
    /** A place of the log is left out, for everyone. */
    SKIP,
    /** A message is neither stored nor answered. */
    SWALLOW,
    /** A message is refused. */
    REFUSE,
    /** Somebody who is there is announced as gone. */
    LEAVE,
    /** Somebody who is there is announced as new. */
    JOIN,
    /** The end of the log is gone when a reader comes back. */
    TAKE_BACK,
    /** Who comes back is not told what was said meanwhile. */
    FORGET,
    /** Somebody is kicked. */
    KICK
}
