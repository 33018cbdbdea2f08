/** The command line that repeats a run or a single case: the flags that were given, in the table's order, quoted for a shell. */
import type { CommandContext } from './load-command.ts';
import { OPTION_TABLE, type OptionKey } from './option-table.ts';

/** Flags that change where results go, not what they are. */
const IRRELEVANT: ReadonlySet<string> = new Set([
  'reporter',
  'out',
  'quiet',
  'color',
  'cacheDir',
  'cache',
  'update',
  'adoptCommit',
]);

export function commandText({
  command,
  args,
  options,
  given,
}: Pick<CommandContext, 'command' | 'args' | 'options' | 'given'>): string {
  const words = ['sx', command, ...args.map(quote)];
  for (const key of Object.keys(OPTION_TABLE) as OptionKey[]) {
    if (given.includes(key) && !IRRELEVANT.has(key)) words.push(...flagWords(key, options[key]));
  }
  return words.join(' ');
}

export interface RepeatRequest {
  path: string;
  mode: string;
  tier: string;
  engine: string;
  /** Name of the suite that was run. */
  suite: string;
  /** `--test262`, when it was given. */
  test262: string | undefined;
  /** `--config`, when it was given. */
  config: string | undefined;
}

/** The command that runs one case again. */
export function repeatCommand({ path, mode, tier, engine, suite, test262, config }: RepeatRequest): string {
  const words = ['npx', 'sx', 'run', quote(path), '--mode', mode];
  if (suite !== 'test262') words.push('--suite', suite);
  else if (test262 !== undefined) words.push('--test262', quote(test262));
  if (engine !== 'sx') words.push('--engine', quote(engine));
  else if (tier !== 'auto') words.push('--tier', tier);
  if (config !== undefined) words.push('--config', quote(config));
  return words.join(' ');
}

export interface ParityRequest {
  /** `path#mode`. */
  id: string;
  suite: string;
  tiers: readonly string[];
  engine: string;
  test262: string | undefined;
  /** `--timeout`, when it was given. */
  timeout: number | undefined;
}

/** The command that compares one case on some tiers. */
export function parityCommand({ id, suite, tiers, engine, test262, timeout }: ParityRequest): string {
  const cut = id.lastIndexOf('#');
  const words = ['npx', 'sx', 'parity', quote(id.slice(0, cut)), '--suite', suite];
  if (suite !== 'spec') words.push('--mode', id.slice(cut + 1));
  if (suite === 'test262' && test262 !== undefined) words.push('--test262', quote(test262));
  if (engine !== 'sx') words.push('--engine', quote(engine));
  if (timeout !== undefined) words.push('--timeout', String(timeout));
  return [...words, '--tiers', tiers.join(',')].join(' ');
}

function flagWords(key: OptionKey, value: unknown): string[] {
  const flag = /--[a-z0-9-]+/.exec(OPTION_TABLE[key].flags)![0];
  if (typeof value === 'boolean') return value ? [flag] : [];
  if (OPTION_TABLE[key].repeat === true) return (value as readonly string[]).flatMap(each => [flag, quote(each)]);
  if (key === 'shard') {
    const { index, count } = value as { index: number; count: number };
    return [flag, `${index}/${count}`];
  }
  if (key === 'workers' && (value as number) < 0) return [flag, `${-(value as number)}%`];
  return [flag, quote(Array.isArray(value) ? value.join(',') : String(value))];
}

export function quote(word: string): string {
  return /^[\w./:=@%+,#-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
