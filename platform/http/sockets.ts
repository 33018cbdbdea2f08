/** Websockets by their ids: what waits to be received, who has joined which topic. */
import type { WebSocket } from 'ws';
import type { Limits } from './limits.ts';
import type { Metrics } from './metrics.ts';

interface Open {
  ws: WebSocket;
  inbox: (string | Buffer)[];
  receivers: ((message: string | Buffer | null) => void)[];
  topics: Set<string>;
  /** A ping that was not answered yet. */
  pinged: boolean;
}

export class Sockets {
  private readonly open = new Map<string, Open>();
  private readonly topics = new Map<string, Set<string>>();
  private readonly heart: NodeJS.Timeout;

  constructor(
    private readonly limits: Limits,
    private readonly metrics: Metrics,
  ) {
    this.heart = setInterval(() => this.beat(), limits.heartbeatMs);
    this.heart.unref();
  }

  get size(): number {
    return this.open.size;
  }

  /** `closed`: called once. */
  add(id: string, ws: WebSocket, closed: () => void): void {
    const socket: Open = { ws, inbox: [], receivers: [], topics: new Set(), pinged: false };
    this.open.set(id, socket);
    this.metrics.sockets++;
    ws.on('message', (data: Buffer, binary: boolean) => {
      const message = binary ? data : data.toString('utf8');
      const receiver = socket.receivers.shift();
      if (receiver !== undefined) return receiver(message);
      // A client that sends faster than the program receives has to wait.
      if (socket.inbox.push(message) >= this.limits.messages) ws.pause();
    });
    ws.on('pong', () => {
      socket.pinged = false;
    });
    // What is wrong is said by the close that follows.
    ws.on('error', () => {});
    ws.on('close', () => {
      this.open.delete(id);
      this.metrics.sockets--;
      for (const topic of socket.topics) this.leaveTopic(id, topic);
      for (const receiver of socket.receivers.splice(0)) receiver(null);
      closed();
    });
  }

  /** The next message; null when the socket is closed. `undefined`: none within the time. */
  receive(id: string, timeout: number | undefined): Promise<string | Buffer | null | undefined> {
    const socket = this.open.get(id);
    const held = socket?.inbox.shift();
    if (held !== undefined && socket !== undefined) {
      if (socket.inbox.length === 0) socket.ws.resume();
      return Promise.resolve(held);
    }
    if (socket === undefined || socket.ws.readyState !== socket.ws.OPEN) return Promise.resolve(null);
    return new Promise(resolve => {
      let timer: NodeJS.Timeout | undefined;
      const receiver = (message: string | Buffer | null): void => {
        clearTimeout(timer);
        resolve(message);
      };
      socket.receivers.push(receiver);
      if (timeout === undefined) return;
      timer = setTimeout(() => {
        socket.receivers.splice(socket.receivers.indexOf(receiver), 1);
        resolve(undefined);
      }, timeout);
    });
  }

  /** Resolves when the message has left; false if the socket is closed. */
  send(id: string, message: string | Uint8Array): Promise<boolean> {
    const socket = this.open.get(id);
    if (socket === undefined || socket.ws.readyState !== socket.ws.OPEN) return Promise.resolve(false);
    return new Promise(resolve => {
      const stalled = setTimeout(() => socket.ws.terminate(), this.limits.stalledMs);
      socket.ws.send(message, e => {
        clearTimeout(stalled);
        resolve(e == null);
      });
    });
  }

  close(id: string, code: number, reason: string): boolean {
    const socket = this.open.get(id);
    if (socket === undefined) return false;
    socket.ws.close(code, reason);
    return true;
  }

  join(id: string, topic: string): boolean {
    const socket = this.open.get(id);
    if (socket === undefined) return false;
    socket.topics.add(topic);
    let members = this.topics.get(topic);
    if (members === undefined) this.topics.set(topic, (members = new Set()));
    members.add(id);
    return true;
  }

  leave(id: string, topic: string): boolean {
    const joined = this.open.get(id)?.topics.delete(topic) === true;
    if (joined) this.leaveTopic(id, topic);
    return joined;
  }

  /** To all that have joined; whoever is too slow is closed rather than buffered for without end. */
  publish(topic: string, message: string | Uint8Array): number {
    let sent = 0;
    for (const id of this.topics.get(topic) ?? []) {
      const { ws } = this.open.get(id) as Open;
      if (ws.readyState !== ws.OPEN) continue;
      if (ws.bufferedAmount > 4 * this.limits.messageBytes) {
        ws.terminate();
        continue;
      }
      ws.send(message, () => {});
      sent++;
    }
    return sent;
  }

  /** Says goodbye to all, and cuts off who does not answer. */
  async closeAll(graceMs: number): Promise<void> {
    clearInterval(this.heart);
    const all = [...this.open.values()];
    const closed = all.map(({ ws }) => new Promise<void>(resolve => ws.once('close', () => resolve())));
    for (const { ws } of all) ws.close(1001, 'the server shuts down');
    const cut = setTimeout(() => {
      for (const { ws } of all) ws.terminate();
    }, graceMs);
    await Promise.all(closed);
    clearTimeout(cut);
  }

  private leaveTopic(id: string, topic: string): void {
    const members = this.topics.get(topic);
    members?.delete(id);
    if (members?.size === 0) this.topics.delete(topic);
  }

  /** A client that did not answer the last ping is gone. */
  private beat(): void {
    for (const socket of this.open.values()) {
      if (socket.pinged) socket.ws.terminate();
      else {
        socket.pinged = true;
        socket.ws.ping();
      }
    }
  }
}
