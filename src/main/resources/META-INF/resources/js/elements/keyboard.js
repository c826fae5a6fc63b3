/**
 * Where the keyboard of a phone lies over the page instead of making room for itself, the page is
 * made as high as what is left to see, so that the composer stands above it.
 */
export function makeRoomForKeyboard() {
  const seen = window.visualViewport;
  if (!seen) return;
  const fit = () => {
    const covered = window.innerHeight - seen.height * seen.scale > 1;
    const { style } = document.documentElement;
    if (covered && seen.scale === 1) style.setProperty("--height", `${seen.height}px`);
    else style.removeProperty("--height");
  };
  seen.addEventListener("resize", fit);
}
