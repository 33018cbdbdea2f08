/** `sx doctor`: looks at everything a run depends on and says what is wrong, in one list. */
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { decodeEntry } from '../../cache/entry-format.ts';
import { createEngine } from '../../harness/engines/engine-spec.ts';
import { projectRoot } from '../../harness/project-root.ts';
import { EXIT } from '../cli/exit-codes.ts';
import type { CommandContext } from '../cli/load-command.ts';
import { loadExpectations } from '../session/baseline.ts';
import { loadConfig } from '../session/config.ts';
import { engineSpecOf, tierOf } from '../session/engine-choice.ts';
import { openStore, openSuite } from '../session/open-suite.ts';

type Finding = { state: 'good' | 'warn' | 'bad'; text: string };
type Check = (context: CommandContext) => Promise<Finding> | Finding;

const CHECKS: readonly (readonly [string, Check])[] = [
  ['node', checkNode],
  ['machine', () => ({ state: 'good', text: `${availableParallelism()} processors, ${Math.round(totalmem() / 2 ** 30)} GB` })],
  ['build', checkBuild],
  ['cache', checkCache],
  ['corpus', checkCorpus],
  ['engine', checkEngine],
  ['configuration', checkConfig],
];

const MARK = { good: 'ok  ', warn: 'note', bad: 'BAD ' } as const;

export async function run(context: CommandContext): Promise<number> {
  const { out, style } = context.terminal;
  let bad = 0;
  for (const [name, check] of CHECKS) {
    let finding: Finding;
    try {
      finding = await check(context);
    } catch (error) {
      finding = { state: 'bad', text: (error as Error).message };
    }
    if (finding.state === 'bad') bad += 1;
    out.write(`${style[finding.state](MARK[finding.state])}  ${name.padEnd(14)} ${finding.text}\n`);
  }
  return bad === 0 ? EXIT.ok : EXIT.broken;
}

function checkNode(): Finding {
  const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];
  const fine = major > 20 || (major === 20 && minor >= 19);
  return { state: fine ? 'good' : 'bad', text: `${process.version}${fine ? '' : ', needs 20.19 or later'}` };
}

function checkBuild(): Finding {
  const missing = ['cli.cjs', 'worker.js', 'worker-process.js', 'js-host.js'].filter(
    file => !existsSync(path.join(projectRoot(), 'dist', file)),
  );
  if (missing.length === 0) return { state: 'good', text: 'all bundles are there' };
  return {
    state: missing.includes('worker.js') ? 'bad' : 'warn',
    text: `missing in dist/: ${missing.join(', ')}; run npm run build`,
  };
}

/** Reads every entry of the store, as a run would; damaged ones are removed, a run builds them again. */
function checkCache({ options }: CommandContext): Finding {
  const folder = path.resolve(options.cacheDir);
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK);
  let entries = 0;
  let bytes = 0;
  let damaged = 0;
  for (const kind of readdirSync(folder)) {
    if (kind === 'corpus') continue;
    for (const prefix of safeList(path.join(folder, kind))) {
      for (const key of safeList(path.join(folder, kind, prefix))) {
        const file = path.join(folder, kind, prefix, key);
        if (key.endsWith('.tmp')) continue;
        const content = readFileSync(file);
        entries += 1;
        bytes += content.byteLength;
        if (decodeEntry(kind, key, content).valid) continue;
        damaged += 1;
        rmSync(file, { force: true });
      }
    }
  }
  const text = `${entries} entries, ${(bytes / 2 ** 20).toFixed(1)} MB in ${options.cacheDir}`;
  return damaged === 0 ? { state: 'good', text } : { state: 'warn', text: `${text}; ${damaged} damaged entries removed` };
}

function safeList(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

async function checkCorpus({ options }: CommandContext): Promise<Finding> {
  const suite = await openSuite({ ...options, suite: 'test262' }, openStore(options));
  const text = `${suite.name} at ${suite.commit} (${suite.origin}), ${suite.tests.length} tests`;
  return suite.name === 'test262' ? { state: 'good', text } : { state: 'warn', text: `${text}; ${suite.notes.join('; ')}` };
}

async function checkEngine({ options }: CommandContext): Promise<Finding> {
  const spec = engineSpecOf(options);
  const engine = await createEngine(spec);
  const begin = performance.now();
  const scratch = mkdtempSync(path.join(tmpdir(), 'sx-doctor-'));
  try {
    await engine.prepare({
      tier: tierOf(spec, options),
      corpusRoot: projectRoot(),
      includes: [],
      store: openStore(options),
      limits: { timeoutMs: options.timeout, maxHeapMb: options.maxHeap },
      scratch,
    });
    await engine.close();
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return { state: 'good', text: `${engine.name} starts in ${Math.round(performance.now() - begin)} ms` };
}

function checkConfig({ options }: CommandContext): Finding {
  const config = loadConfig(options);
  const counts = ['test262', 'slice'].map(suite => `${loadExpectations(config, suite).entries.size} for ${suite}`);
  return { state: 'good', text: `${config.source ?? 'defaults'}; expectations: ${counts.join(', ')}` };
}
