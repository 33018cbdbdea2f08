/** For tests: a PostgreSQL server of its own, in a temporary folder, on a socket there. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where Debian and others put the programs. */
const ROOTS = ['/usr/lib/postgresql', '/usr/local/pgsql', '/opt/postgresql'];

function binaries(): string | undefined {
  const folders = ROOTS.flatMap(root => {
    if (!existsSync(root)) return [];
    const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
    return [path.join(root, 'bin'), ...versions.map(v => path.join(root, v, 'bin'))];
  });
  return folders.find(folder => existsSync(path.join(folder, 'initdb')));
}

/** Why there is no server to be had; undefined if there is. */
export function noPostgres(): string | undefined {
  if (binaries() !== undefined) return undefined;
  const reason = `no PostgreSQL server below ${ROOTS.join(', ')} (apt-get install postgresql)`;
  // On the build server a test that does not run is a failure.
  if (process.env.CI) throw new Error(reason);
  return reason;
}

export class PostgresServer {
  private constructor(
    private readonly bin: string,
    private readonly folder: string,
  ) {}

  /** Initialised and started. */
  static start(): PostgresServer {
    const bin = binaries();
    if (bin === undefined) throw new Error(noPostgres());
    const folder = mkdtempSync(path.join(tmpdir(), 'sx-pg-'));
    const server = new PostgresServer(bin, folder);
    if (server.asRoot) {
      const [user, group] = ['-u', '-g'].map(flag => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })));
      chownSync(folder, user as number, group as number);
    }
    server.run('initdb', '-D', server.data, '-A', 'trust', '-U', 'sx', '--no-sync', '-E', 'UTF8', '--locale=C');
    server.up();
    return server;
  }

  get url(): string {
    return `postgres://sx@localhost/postgres?host=${encodeURIComponent(this.folder)}`;
  }

  up(): void {
    const options = `-c listen_addresses= -c unix_socket_directories=${this.folder} -c fsync=off -c max_connections=40`;
    this.run('pg_ctl', '-D', this.data, '-w', '-l', path.join(this.folder, 'log'), '-o', options, 'start');
  }

  /** `immediate`: as if the machine had lost its power. */
  down(mode: 'fast' | 'immediate' = 'fast'): void {
    this.run('pg_ctl', '-D', this.data, '-w', '-m', mode, 'stop');
  }

  remove(): void {
    this.down('immediate');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get data(): string {
    return path.join(this.folder, 'data');
  }

  /** The server refuses to run as root. */
  private get asRoot(): boolean {
    return process.getuid?.() === 0;
  }

  private run(program: string, ...args: string[]): void {
    const command = [path.join(this.bin, program), ...args];
    const [first, ...rest] = this.asRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    // The server inherits the streams: waiting for their end would be waiting for the server's.
    const { status, error } = spawnSync(first as string, rest, { stdio: 'ignore', cwd: '/' });
    if (status !== 0) throw new Error(`${program} failed with ${status ?? error?.message}; see ${this.folder}/log`);
  }
}
