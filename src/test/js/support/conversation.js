import { ManualClock } from "./clock.js";
import { run, welcome } from "./garden.js";
import { Network } from "./network.js";
import { page } from "./page.js";
import { FakeStorage } from "./storage.js";

const { Conversation } = await page("conversation");
const { Identity } = await page("identity");
const { Store } = await page("store");

const remembering = () => {
  const area = new FakeStorage();
  return new Store(() => area);
};

/** A conversation that has not begun, and all it is given. */
export function world() {
  const clock = new ManualClock();
  const network = new Network();
  const aside = [];
  const changes = [];
  const identity = new Identity({
    session: remembering(),
    lasting: remembering(),
  });
  identity.call("Олена");
  let kept = [];
  const conversation = new Conversation("garden", {
    identity,
    shelf: { load: () => kept, save: (items) => (kept = items) },
    open: network.open,
    clock,
    random: () => 0.5,
    on: {
      changed: (_, changed) => changes.push(...changed),
      frame: (_, { type }) => aside.push(type),
    },
  });
  return { clock, network, aside, changes, conversation, kept: () => kept };
}

/** In the garden, where three messages have been said. */
export function inTheGarden() {
  const all = world();
  all.conversation.start();
  all.network.socket.accept().hears(welcome({ entries: run(1, 3) }));
  return all;
}

/** What was said on the newest socket. */
export const posts = ({ network }) => network.socket.of("chat_message");
