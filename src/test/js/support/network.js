/** The other end of the page's sockets: every socket it opens, and what it said on each. */
export class Network {
  sockets = [];

  open = () => {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket;
  };

  /** The newest socket. */
  get socket() {
    return this.sockets.at(-1);
  }

  get opened() {
    return this.sockets.length;
  }
}

class FakeSocket {
  readyState = 0;
  sent = [];
  closedByPage = false;

  send(text) {
    if (this.readyState !== 1) throw new Error("sent on a socket that is not open");
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.closedByPage = true;
    this.readyState = 3;
  }

  /** The server takes the connection. */
  accept() {
    this.readyState = 1;
    this.onopen?.();
    return this;
  }

  /** The server says something; a text stands for itself. */
  hears(frame) {
    this.onmessage?.({ data: typeof frame === "string" ? frame : JSON.stringify(frame) });
    return this;
  }

  /** The server, or the network, ends it. */
  ends(code, reason = "") {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }

  of(type) {
    return this.sent.filter((frame) => frame.type === type).map(({ payload }) => payload);
  }
}
