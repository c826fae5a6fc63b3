package dev.viche.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A page of a bucket's listing, by ListObjectsV2.
 *
 * @param objects the size of each, by key
 * @param next the token that asks for the next page; empty on the last
 */
record S3Listing(Map<String, Long> objects, String next) {

    /** Reads it to its end and closes it. */
    static S3Listing read(InputStream body) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // XXE: a listing has no document type, and nothing is fetched for one that does.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        Map<String, Long> objects = new TreeMap<>();
        String next = "";
        String key = "";
        try (body) {
            XMLStreamReader xml = factory.createXMLStreamReader(body);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "Key" -> key = xml.getElementText();
                        case "Size" -> objects.put(key, Long.parseLong(xml.getElementText()));
                        case "NextContinuationToken" -> next = xml.getElementText();
                        default -> {}
                    }
                }
            }
        } catch (XMLStreamException | NumberFormatException e) {
            throw new IOException("what it answered is no listing (%s)".formatted(e.getMessage()), e);
        }
        return new S3Listing(objects, next);
    }
}
