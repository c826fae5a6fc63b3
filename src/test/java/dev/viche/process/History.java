package dev.viche.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was said in one room, what each of its observers heard, on whichever instances, and what is stored in the end. It
 * is held to one order for all: the room is a list to which messages are appended one at a time, each at a moment
 * between its being said and its acknowledgement (linearizability, Herlihy and Wing 1990), and everyone reads that list.
 *
 * @param said by anyone, as they know it
 * @param observers what each heard, from the first entry they were told to the last
 * @param stored the room's log, after everything was said and heard
 */
record History(List<Said> said, List<Observer> observers, List<Entry> stored) {

    /**
     * One message, as who said it knows it.
     *
     * @param text what was said
     * @param at when it was first sent, in nanoseconds of one clock for all
     * @param acknowledged what came back; null when nothing did
     * @param acknowledgedAt when, by the same clock
     */
    record Said(
            String userId,
            String id,
            String text,
            long at,
            @Nullable Entry acknowledged,
            long acknowledgedAt) {}

    /** What one of them heard, in the order in which it came, answers to what was sent again left out. */
    record Observer(String name, List<Entry> heard) {}

    /** What can be wrong with it. */
    enum Fault {
        /** A place of the log that an observer, or the log itself, does not have. */
        GAP,
        /** One message at two places, or one place told twice. */
        DOUBLE,
        /** An entry told after a later one. */
        DISORDER,
        /** Two entries at one place. */
        SPLIT,
        /** Acknowledged, and not stored. */
        LOST,
        /** Told, and not stored. */
        UNSTORED,
        /** Stored, and said by nobody, or with another text. */
        INVENTED,
        /** Said after another one was acknowledged, and stored before it. */
        OVERTAKEN
    }

    /** A fault, and where. */
    record Finding(Fault fault, String where) {}

    /** The history of a room, as those tell it who were there. */
    static History of(String room, List<Guest> guests, StoredLog stored) {
        List<Guest> there =
                guests.stream().filter(guest -> guest.room().equals(room)).toList();
        return new History(
                there.stream().flatMap(guest -> guest.said().stream()).toList(),
                there.stream().map(Guest::observer).toList(),
                stored.room(room));
    }

    /** All that is wrong; empty when it is one order for all. */
    List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        Map<Long, Entry> log = log(found);
        invented(found);
        observers.forEach(observer -> observed(observer, log, found));
        acknowledged(log, found);
        overtaken(found);
        return found;
    }

    private Map<Long, Entry> log(List<Finding> found) {
        Map<Long, Entry> log = new HashMap<>();
        Set<List<String>> messages = new HashSet<>();
        long expected = 1;
        for (Entry entry : stored) {
            if (log.put(entry.seq(), entry) != null) {
                found.add(new Finding(Fault.SPLIT, "stored twice at " + entry.seq()));
            } else if (entry.seq() != expected) {
                found.add(new Finding(Fault.GAP, "stored is %d, not %d".formatted(entry.seq(), expected)));
            }
            if (!messages.add(key(entry))) {
                found.add(new Finding(Fault.DOUBLE, "stored again: " + entry));
            }
            expected = entry.seq() + 1;
        }
        return log;
    }

    private void invented(List<Finding> found) {
        Map<List<String>, String> texts = new HashMap<>();
        said.forEach(each -> texts.put(List.of(each.userId(), each.id()), each.text()));
        stored.stream()
                .filter(entry -> !entry.text().equals(texts.get(key(entry))))
                .forEach(entry -> found.add(new Finding(Fault.INVENTED, entry.toString())));
    }

    private void observed(Observer observer, Map<Long, Entry> log, List<Finding> found) {
        Set<Long> heard = new HashSet<>();
        long last = observer.heard().isEmpty() ? 0 : observer.heard().getFirst().seq() - 1;
        for (Entry entry : observer.heard()) {
            String where = "%s heard %s after %d".formatted(observer.name(), entry, last);
            if (!heard.add(entry.seq())) {
                found.add(new Finding(Fault.DOUBLE, where));
            } else if (entry.seq() < last) {
                found.add(new Finding(Fault.DISORDER, where));
            } else if (entry.seq() > last + 1) {
                found.add(new Finding(Fault.GAP, where));
            }
            last = Math.max(last, entry.seq());
            compare(entry, log, where, Fault.UNSTORED, found);
        }
        long end = stored.isEmpty() ? 0 : stored.getLast().seq();
        if (last < end) {
            found.add(new Finding(Fault.GAP, "%s heard up to %d of %d".formatted(observer.name(), last, end)));
        }
    }

    private void acknowledged(Map<Long, Entry> log, List<Finding> found) {
        for (Said each : said) {
            if (each.acknowledged() != null) {
                compare(each.acknowledged(), log, "acknowledged: " + each, Fault.LOST, found);
            }
        }
    }

    private static void compare(Entry told, Map<Long, Entry> log, String where, Fault missing, List<Finding> found) {
        Entry there = log.get(told.seq());
        if (there == null) {
            found.add(new Finding(missing, where));
        } else if (!there.equals(told)) {
            found.add(new Finding(Fault.SPLIT, "%s, stored is %s".formatted(where, there)));
        }
    }

    /** By the time at which they were said: none may stand before one that had been acknowledged by then. */
    private void overtaken(List<Finding> found) {
        Map<List<String>, Long> places = new HashMap<>();
        stored.forEach(entry -> places.putIfAbsent(key(entry), entry.seq()));
        List<Said> bySaying =
                said.stream().sorted(Comparator.comparingLong(Said::at)).toList();
        List<Said> byAnswer = said.stream()
                .filter(each -> each.acknowledged() != null)
                .sorted(Comparator.comparingLong(Said::acknowledgedAt))
                .toList();
        int answered = 0;
        long highest = 0;
        for (Said each : bySaying) {
            while (answered < byAnswer.size() && byAnswer.get(answered).acknowledgedAt() < each.at()) {
                Said earlier = byAnswer.get(answered++);
                highest = Math.max(highest, places.getOrDefault(List.of(earlier.userId(), earlier.id()), 0L));
            }
            Long place = places.get(List.of(each.userId(), each.id()));
            if (place != null && place < highest) {
                found.add(new Finding(Fault.OVERTAKEN, "%s is at %d, before %d".formatted(each, place, highest)));
            }
        }
    }

    private static List<String> key(Entry entry) {
        return List.of(entry.userId(), entry.clientMessageId());
    }
}
