/** Everything that is limited, and how much of it there may be. No limit is infinite. */

export interface Limits {
  /** Bytes of request line and headers together, and number of headers. */
  headerBytes: number;
  headers: number;
  /** Longest request target, in characters. */
  target: number;
  /** A body up to this size is given to the handler whole; a larger one it reads by `http-body`. */
  wholeBodyBytes: number;
  bodyBytes: number;
  /** From the first byte of a request to the last of its headers, and to the last of its body. */
  headersMs: number;
  requestMs: number;
  /** An idle connection is closed. */
  keepAliveMs: number;
  /** A client that has closed its half gets an answer for so long; then it counts as gone. */
  halfClosedMs: number;
  /** A client that takes no bytes for so long is cut off. */
  stalledMs: number;
  /** From the whole request to the response's head. */
  handlerMs: number;
  /** A handler's processor time, and growth of the heap. */
  cpuMs: number;
  heapBytes: number;
  /** Requests under way, connections, websockets, streamed responses. */
  requests: number;
  connections: number;
  sockets: number;
  /** Bytes of a websocket's message, and messages that wait to be received. */
  messageBytes: number;
  messages: number;
  /** Silence after which streams and websockets are kept awake. */
  heartbeatMs: number;
  /** How long a shutdown waits for what is under way. */
  graceMs: number;
  /** Kernels, and requests that may wait for one. */
  kernels: number;
  queue: number;
}

export const DEFAULT_LIMITS: Limits = {
  headerBytes: 16 << 10,
  headers: 100,
  target: 8 << 10,
  wholeBodyBytes: 1 << 20,
  bodyBytes: 32 << 20,
  headersMs: 10_000,
  requestMs: 60_000,
  keepAliveMs: 5000,
  halfClosedMs: 2000,
  stalledMs: 30_000,
  handlerMs: 25_000,
  cpuMs: 500,
  heapBytes: 512 << 20,
  requests: 2000,
  connections: 5000,
  sockets: 2000,
  messageBytes: 1 << 20,
  messages: 64,
  heartbeatMs: 15_000,
  graceMs: 10_000,
  kernels: 8,
  queue: 1000,
};
