/**
 * The side as a drawer where the screen is narrow. While it is open what lies behind takes no
 * focus; where the screen is wide it always stands open and this does nothing.
 */
export class Drawer {
  #screen;
  #opener;
  #closer;

  constructor(screen, opener, closer, scrim) {
    this.#screen = screen;
    this.#opener = opener;
    this.#closer = closer;
    opener.addEventListener("click", () => this.#set(true));
    for (const each of [closer, scrim]) each.addEventListener("click", () => this.#set(false));
    screen.addEventListener(
      "keydown",
      ({ key }) => key === "Escape" && this.#open && this.#set(false),
    );
    matchMedia("(width >= 48rem)").addEventListener("change", () => this.#open && this.#set(false));
  }

  /** Whether something waits inside that cannot be seen while it is closed. */
  set unread(unread) {
    this.#opener.classList.toggle("unread", unread);
  }

  closeAnd(act) {
    if (this.#open) this.#set(false);
    act();
  }

  get #open() {
    return this.#screen.classList.contains("open");
  }

  #set(open) {
    this.#screen.classList.toggle("open", open);
    this.#opener.setAttribute("aria-expanded", String(open));
    this.#screen.querySelector("main").inert = open;
    (open ? this.#closer : this.#opener).focus();
  }
}
