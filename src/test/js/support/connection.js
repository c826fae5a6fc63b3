import { ManualClock } from "./clock.js";
import { welcome } from "./garden.js";
import { Network } from "./network.js";
import { page } from "./page.js";

const { Connection } = await page("connection");

/** A page with a connection; `random` is what the jitter draws, `renew` gets new tokens. */
export function world({ random = () => 0.5, renew } = {}) {
  const clock = new ManualClock();
  const network = new Network();
  const heard = [];
  const statuses = [];
  const connection = new Connection({
    open: network.open,
    join: () => ({ username: "Олена", roomName: "garden", resumeToken: "token-olena" }),
    clock,
    random,
    renew,
    on: { frame: ({ type }) => heard.push(type), status: ({ state }) => statuses.push(state) },
  });
  return { clock, network, heard, statuses, connection };
}

/** The same, joined and welcomed. */
export function connected(given) {
  const all = world(given);
  all.connection.start();
  all.network.socket.accept().hears(welcome());
  return all;
}
