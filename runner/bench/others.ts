/**
 * The others part: Scheme interpreters from npm beside our tiers, on the same texts in the same process, in interleaved rounds after
 * everything has run everywhere.
 */
import { OTHER_SCHEMES } from './other-schemes.ts';
import { type Part, type PartContext, type Row, ratioColumn } from './part.ts';
import { repeated } from './repeated.ts';
import { medians } from './rounds.ts';
import { SCHEME_PROGRAMS } from './scheme-programs.ts';
import { demandSame, loadSx } from './sx-program.ts';

const OURS = ['cek', 'auto', 'native'] as const;
const WARM_UP = 3;
const ROUNDS = 7;

export const OTHERS: Part = {
  name: 'others',
  title: 'Scheme interpreters from npm',
  note: 'their time as a multiple of that of one of our tiers: more than 1 is slower than we are',
  columns: OTHER_SCHEMES.flatMap(({ name }) => OURS.map(tier => ratioColumn(name, `${name} ÷ ${tier}`, tier))),
  measure,
};

interface Loaded {
  program: string;
  who: string;
  run: () => unknown;
}

async function measure({ rounds = ROUNDS, progress }: PartContext): Promise<Row[]> {
  progress.step('others: loading');
  const loaded = await loadAll();
  const times = await medians(
    loaded.map(({ run }) => repeated(run)),
    { warmUp: WARM_UP, rounds, step: (at, of) => progress.step(`others: round ${at} of ${of}`) },
  );
  const timeOf = (program: string, who: string): number =>
    times[loaded.findIndex(each => each.program === program && each.who === who)] as number;
  return SCHEME_PROGRAMS.flatMap(({ name: program }) =>
    OTHER_SCHEMES.flatMap(({ name }) =>
      OURS.map((against): Row => {
        const ms = timeOf(program, name);
        return { part: 'others', program, tier: name, against, ratio: ms / timeOf(program, against), ms };
      }),
    ),
  );
}

/** Every program everywhere; all give what is expected of them. */
async function loadAll(): Promise<Loaded[]> {
  const schemes = await Promise.all(OTHER_SCHEMES.map(async ({ name, start }) => ({ name, load: await start() })));
  const loaded: Loaded[] = [];
  for (const { name: program, text, expected } of SCHEME_PROGRAMS) {
    for (const tier of OURS) loaded.push({ program, who: tier, run: loadSx(program, text, tier) });
    for (const scheme of schemes) loaded.push({ program, who: scheme.name, run: await scheme.load(text) });
    for (const { who, run } of loaded.slice(-OURS.length - schemes.length))
      demandSame(program, { who, value: await run() }, { who: 'paper', value: expected });
  }
  return loaded;
}
