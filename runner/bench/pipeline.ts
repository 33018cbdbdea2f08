/**
 * The pipeline part: JavaScript-on-SX stage by stage on a file like those of test262 and on a larger one, with the library on each
 * tier. The yardstick is the time that acorn, a parser written in JavaScript, takes for the same file in the same process.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { projectRoot } from '../../harness/project-root.ts';
import { developmentPackage } from './development-package.ts';
import { JsStages, LIBRARY_TIERS } from './library-tiers.ts';
import { type Part, type PartContext, type Row, ratioColumn, timeColumn } from './part.ts';
import { Repeated, repeated } from './repeated.ts';
import { medians, type Subject } from './rounds.ts';

const YARDSTICK = 'acorn';
/** A parser has much code; it takes long until all of it is fast. */
const WARM_UP = 12;
const ROUNDS = 9;

export const PIPELINE: Part = {
  name: 'pipeline',
  title: 'JavaScript-on-SX, stage by stage',
  note: 'time as a multiple of acorn parsing the same file; run: expand, fresh realm, execute; native: programs on auto',
  columns: [timeColumn(YARDSTICK, 'acorn parse'), ...LIBRARY_TIERS.map(tier => ratioColumn(tier))],
  measure,
};

interface Input {
  name: string;
  text: string;
}

async function measure({ rounds = ROUNDS, cacheDir, progress }: PartContext): Promise<Row[]> {
  const acorn = await developmentPackage<typeof import('acorn')>('acorn');
  const inputs = readInputs();
  const yardsticks = inputs.map(({ text }) => repeated(() => acorn.parse(text, { ecmaVersion: 'latest' })));
  const staged: { input: number; program: string; tier: string; subject: Subject }[] = [];
  for (const tier of LIBRARY_TIERS) {
    progress.step(`pipeline: library on ${tier}`);
    const stages = JsStages.on(tier, cacheDir);
    for (const [input, { name, text }] of inputs.entries())
      for (const [stage, subject] of subjects(stages, text)) staged.push({ input, program: `${name} ${stage}`, tier, subject });
  }
  const times = await medians([...yardsticks, ...staged.map(each => each.subject)], {
    warmUp: WARM_UP,
    rounds,
    step: (at, of) => progress.step(`pipeline: round ${at} of ${of}`),
  });
  const rowOf = (program: string, tier: string, input: number, ms: number): Row => {
    return { part: 'pipeline', program, tier, against: YARDSTICK, ratio: ms / (times[input] as number), ms };
  };
  return [
    ...staged
      .filter(({ tier }) => tier === LIBRARY_TIERS[0])
      .map(({ program, input }) => rowOf(program, YARDSTICK, input, times[input] as number)),
    ...staged.map(({ program, tier, input }, i) => rowOf(program, tier, input, times[inputs.length + i] as number)),
  ];
}

/** Stages by name. What a stage needs from those before it is made outside of the measurement. */
function subjects(stages: JsStages, text: string): [stage: string, subject: Subject][] {
  const datum = stages.translate(stages.parse(text), text);
  return [
    ['tokenise', repeated(() => stages.tokenise(text))],
    ['parse', repeated(() => stages.parse(text))],
    [
      'translate',
      new Repeated(
        program => stages.translate(program, text),
        () => stages.parse(text),
      ),
    ],
    ['run', repeated(() => stages.run(datum, text))],
  ];
}

/** Neither has regular expressions or templates (see `tokenise`). */
function readInputs(): Input[] {
  const root = projectRoot();
  const small = readFileSync(path.join(root, 'runner/bench/inputs/iteration.js'), 'utf8');
  const sha256 = readFileSync(createRequire(import.meta.url).resolve('js-sha256/build/sha256.js'), 'utf8');
  return [small, `${sha256}\nsha256('a message to be digested');\n`].map((text, i) => {
    return { name: `${['test', 'library'][i]} (${(text.length / 1000).toFixed(1)} kB)`, text };
  });
}
