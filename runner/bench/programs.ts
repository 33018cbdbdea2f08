/**
 * The programs part: hot JavaScript programs as processes of `sx js` and of `node --jitless`, which interprets as an engine must that
 * may not write machine code. Start-up is measured in the same rounds and taken off; both must print the same.
 */
import path from 'node:path';
import { projectRoot } from '../../harness/project-root.ts';
import { ToolError } from '../cli/tool-error.ts';
import { column, type Part, type PartContext, type Row, ratioColumn, timeColumn } from './part.ts';
import { sxJs, timedProcess, withMemoryReport } from './processes.ts';
import { medians, type Subject } from './rounds.ts';

const YARDSTICK = 'node --jitless';
const EMPTY = 'empty';
export const HOT_PROGRAMS = ['fib', 'properties', 'strings', 'sort', 'scheduler'] as const;
const ROUNDS = 5;

export const PROGRAMS: Part = {
  name: 'programs',
  title: 'hot JavaScript programs, as processes',
  note: 'time as a multiple of node --jitless, start-up of both taken off; peak memory of the sx process',
  columns: [
    timeColumn(YARDSTICK, YARDSTICK),
    timeColumn('auto', 'sx js'),
    ratioColumn('auto', 'ratio'),
    column('memory', 'auto', row => `${Math.round(row.memoryMb ?? 0)} MB`),
  ],
  measure,
};

interface Commands {
  sx: string[];
  node: string[];
}

async function measure({ rounds = ROUNDS, cacheDir, progress }: PartContext): Promise<Row[]> {
  const commands = [EMPTY, ...HOT_PROGRAMS].map(name => commandsOf(name, cacheDir));
  const memory: number[] = [];
  for (const [i, name] of HOT_PROGRAMS.entries()) {
    progress.step(`programs: ${name}, output and memory`);
    memory.push(await demandSameOutput(name, commands[i + 1] as Commands));
  }
  const subjects = commands.flatMap(({ sx, node }): Subject[] => [
    { measure: async () => (await timedProcess(node)).ms },
    { measure: async () => (await timedProcess(sx)).ms },
  ]);
  const step = (at: number, of: number): void => progress.step(`programs: round ${at} of ${of}`);
  const times = await medians(subjects, { warmUp: 0, rounds, step });
  const [emptyNode, emptySx] = times as [number, number];
  return HOT_PROGRAMS.flatMap((program, i): Row[] => {
    const base = (times[2 * i + 2] as number) - emptyNode;
    const ms = (times[2 * i + 3] as number) - emptySx;
    const common = { part: 'programs', program, against: YARDSTICK } as const;
    return [
      { ...common, tier: YARDSTICK, ratio: 1, ms: base },
      { ...common, tier: 'auto', ratio: ms / base, ms, memoryMb: memory[i] as number },
    ];
  });
}

function commandsOf(name: string, cacheDir: string): Commands {
  const file = path.join(projectRoot(), 'runner/bench/programs', `${name}.js`);
  return { sx: sxJs(file, cacheDir), node: ['--jitless', file] };
}

/** Answers the peak memory of the sx process in MB. */
async function demandSameOutput(name: string, { sx, node }: Commands): Promise<number> {
  const ours = await timedProcess([...withMemoryReport(), ...sx]);
  const theirs = await timedProcess(node);
  if (ours.stdout !== theirs.stdout) {
    throw new ToolError(
      'BENCH_RESULTS_DIFFER',
      `${name} prints ${quoted(ours.stdout)} on sx, and ${quoted(theirs.stdout)} on node`,
    );
  }
  return ours.peakMemoryMb;
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 200));
}
