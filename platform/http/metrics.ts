/** Counters of a server in Prometheus' text format. Counting costs an addition; nothing is computed before somebody asks. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Upper bounds in seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export type Refusal =
  | 'malformed'
  | 'too-large'
  | 'too-slow'
  | 'overload'
  | 'fuel'
  | 'memory'
  | 'timeout'
  | 'error'
  | 'gone'
  | 'closing';

export class Metrics {
  private readonly statuses = new Map<number, number>();
  private readonly refusals = new Map<Refusal, number>();
  private readonly buckets = new Float64Array(BUCKETS.length + 1);
  private seconds = 0;
  private count = 0;
  requestsUnderWay = 0;
  connections = 0;
  sockets = 0;
  streams = 0;
  private readonly delay = monitorEventLoopDelay({ resolution: 20 });

  constructor() {
    this.delay.enable();
  }

  answered(status: number, ms: number): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    const seconds = ms / 1000;
    this.seconds += seconds;
    this.count++;
    let i = 0;
    while (i < BUCKETS.length && seconds > (BUCKETS[i] as number)) i++;
    this.buckets[i] = (this.buckets[i] as number) + 1;
  }

  refused(why: Refusal): void {
    this.refusals.set(why, (this.refusals.get(why) ?? 0) + 1);
  }

  stop(): void {
    this.delay.disable();
  }

  text(kernels: { kernels: number; busy: number; waiting: number }): string {
    const lines: string[] = [];
    const metric = (name: string, type: string, what: string, values: readonly [labels: string, value: number][]): void => {
      lines.push(`# HELP ${name} ${what}`, `# TYPE ${name} ${type}`);
      for (const [labels, value] of values) lines.push(`${name}${labels} ${value}`);
    };
    const gauge = (name: string, what: string, value: number): void => metric(name, 'gauge', what, [['', value]]);
    metric(
      'sx_http_responses_total',
      'counter',
      'Responses by status.',
      Array.from(this.statuses, ([status, n]) => [`{status="${status}"}`, n]),
    );
    metric(
      'sx_http_refused_total',
      'counter',
      'Requests that did not come to an answer of the program, by reason.',
      Array.from(this.refusals, ([why, n]) => [`{reason="${why}"}`, n]),
    );
    let below = 0;
    const counted = Array.from(this.buckets, (n, i): [string, number] => {
      below += n;
      return [`{le="${BUCKETS[i] ?? '+Inf'}"}`, below];
    });
    lines.push('# HELP sx_http_seconds Time from the request to the end of its response.', '# TYPE sx_http_seconds histogram');
    for (const [labels, n] of counted) lines.push(`sx_http_seconds_bucket${labels} ${n}`);
    lines.push(`sx_http_seconds_sum ${this.seconds}`, `sx_http_seconds_count ${this.count}`);
    gauge('sx_http_requests', 'Requests under way.', this.requestsUnderWay);
    gauge('sx_http_connections', 'Open connections.', this.connections);
    gauge('sx_http_streams', 'Streamed responses under way.', this.streams);
    gauge('sx_http_websockets', 'Open websockets.', this.sockets);
    gauge('sx_kernels', 'Kernels.', kernels.kernels);
    gauge('sx_kernels_busy', 'Kernels lent to a request.', kernels.busy);
    gauge('sx_kernels_waiting', 'Requests that wait for a kernel.', kernels.waiting);
    const memory = process.memoryUsage();
    gauge('process_resident_memory_bytes', 'Resident memory.', memory.rss);
    gauge('nodejs_heap_used_bytes', 'Used heap.', memory.heapUsed);
    gauge('nodejs_eventloop_lag_p99_seconds', 'Delay of the event loop, 99th percentile.', this.delay.percentile(99) / 1e9);
    gauge('process_start_time_seconds', 'Start of the process.', Math.round(Date.now() / 1000 - process.uptime()));
    return `${lines.join('\n')}\n`;
  }
}
