/** The page's own modules stand where the server finds them. */
const SCRIPTS = "../../../main/resources/META-INF/resources/js";

/** A browser that wants British English, whatever the machine that runs the tests speaks. */
Object.defineProperty(globalThis, "navigator", {
  value: { languages: ["en-GB", "en"] },
  configurable: true,
});

export const page = (name) => import(`${SCRIPTS}/${name}.js`);
