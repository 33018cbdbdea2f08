/**
 * `sx bench [FILE.sx --against FILE.js] [--json FILE]`: times of SX programs on each tier as ratios to the same programs in plain
 * JavaScript in the same process: interleaved rounds, after every program has run on every tier, medians.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { standardSystem } from '../../harness/programs/standard-system.ts';
import { installJit, type ProgramTier } from '../../kernel/jit/install.ts';
import { SourceText } from '../../kernel/reader/source.ts';
import { BENCH_PROGRAMS, type BenchProgram } from '../bench-programs.ts';
import { EXIT } from '../exit-codes.ts';
import { type ProgramIo, parseProgramOptions, processIo } from '../program-io.ts';

const USAGE = `Usage: sx bench [--rounds N] [--json FILE] [FILE.sx --against FILE.js]

Times SX programs on each tier as ratios to plain JavaScript. A program defines a procedure (run), in JavaScript a function run().

  --against FILE  the same program in JavaScript
  --rounds N      measured rounds (default: 9)
  --json FILE     write rows of program, tier, ratio, ms
`;

const TIERS: readonly (ProgramTier | 'vm')[] = ['cek', 'vm', 'auto', 'native'];
const WARM_UP = 4;

interface Row {
  program: string;
  tier: string;
  ratio: number;
  ms: number;
}

interface Subject {
  program: string;
  tier: string;
  run: () => unknown;
  times: number[];
}

export async function main(args: readonly string[], io: ProgramIo = processIo()): Promise<number> {
  const options = parseProgramOptions(args, { '--rounds': 'count', '--json': 'text', '--against': 'text' });
  const [file, ...more] = options.rest;
  const trailing = parseProgramOptions(more, { '--rounds': 'count', '--json': 'text', '--against': 'text' });
  const complaint = options.complaint ?? trailing.complaint;
  const value = (flag: string) => (trailing.values[flag] ?? options.values[flag])?.at(-1);
  const against = value('--against');
  if (options.help || trailing.help) {
    io.stdout.write(USAGE);
    return EXIT.ok;
  }
  if (complaint !== undefined || (file === undefined) !== (against === undefined)) {
    io.stderr.write(`sx bench: ${complaint ?? 'a program and --against FILE.js go together'}\n${USAGE}`);
    return EXIT.usage;
  }
  const programs: readonly BenchProgram[] =
    file !== undefined && against !== undefined
      ? [{ name: file, sx: readFileSync(file, 'utf8'), js: readFileSync(against, 'utf8') }]
      : BENCH_PROGRAMS;
  const rows = await measure(programs, Number(value('--rounds') ?? 9));
  for (const { program, tier, ratio, ms } of rows) {
    io.stdout.write(
      `${program.padEnd(14)} ${tier.padEnd(8)} ${ms.toFixed(2).padStart(9)} ms ${ratio.toFixed(2).padStart(8)} x\n`,
    );
  }
  const json = value('--json');
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ rows }, null, 2)}\n`);
  return EXIT.ok;
}

async function measure(programs: readonly BenchProgram[], rounds: number): Promise<Row[]> {
  const subjects: Subject[] = [];
  for (const program of programs) subjects.push(await plain(program), ...TIERS.map(tier => onTier(program, tier)));
  const time = (s: Subject): number => {
    const start = performance.now();
    s.run();
    return performance.now() - start;
  };
  for (let i = 0; i < WARM_UP; i++) for (const s of subjects) time(s);
  for (let i = 0; i < rounds; i++) for (const s of subjects) s.times.push(time(s));
  const base = new Map(subjects.filter(s => s.tier === 'js').map(s => [s.program, median(s.times)]));
  return subjects.map(({ program, tier, times }) => {
    const ms = median(times);
    return { program, tier, ms, ratio: ms / (base.get(program) as number) };
  });
}

/** The JavaScript side is a measuring stick: a module of this package or the user's own file, loaded as one. */
async function plain({ name, js }: BenchProgram): Promise<Subject> {
  const text = `${js}\nexport { run };`;
  const module = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as { run: () => unknown };
  return { program: name, tier: 'js', run: module.run, times: [] };
}

function onTier({ name, sx }: BenchProgram, tier: ProgramTier | 'vm'): Subject {
  const system = standardSystem({}, tier === 'vm' ? 'vm' : 'cek');
  if (tier !== 'vm') installJit(system, tier);
  const { kernel } = system;
  system.evaluateText(new SourceText(name, sx), kernel.user);
  const cell = kernel.user.cell('run');
  return { program: name, tier, run: () => kernel.call(cell.v), times: [] };
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}
