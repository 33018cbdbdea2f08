/** Random programs as a fast-check arbitrary. */
import fc from 'fast-check';
import { CALLBACKS } from './callbacks.ts';
import { CONDITIONS } from './conditions.ts';
import { DATA } from './data.ts';
import { definition, PREAMBLE } from './definitions.ts';
import { EXPRESSIONS } from './expressions.ts';
import { BASIC, CAPTURING, COMMON, type Family } from './families.ts';
import { GENERATORS } from './generators.ts';
import { INITIALISERS } from './initialisers.ts';
import { JUMPS } from './jumps.ts';
import { LOOPS } from './loops.ts';
import { PROCEDURES } from './procedures.ts';
import { type Form, Writer } from './writer.ts';

export interface Program {
  /** Top-level forms; each is run by itself, so that one that fails does not keep the others from running. */
  forms: readonly string[];
  /** Families that it has something of. */
  families: ReadonlySet<Family>;
}

const FORMS: readonly Form[] = [
  ...EXPRESSIONS,
  ...PROCEDURES,
  ...LOOPS,
  ...JUMPS,
  ...INITIALISERS,
  ...CONDITIONS,
  ...GENERATORS,
  ...DATA,
  ...CALLBACKS,
];

/** Decisions per top-level form, and top-level forms per program. */
const LONGEST = 80;
const MOST = 5;

function write(families: readonly Family[], streams: readonly (readonly number[])[]): Program {
  const chosen = new Set<Family>([...BASIC, ...families]);
  const w = new Writer(FORMS.filter(f => chosen.has(f.family)));
  const forms = streams.flatMap(decisions => {
    w.follow(decisions);
    return definition(w, family => chosen.has(family));
  });
  return { forms: [...PREAMBLE, ...forms], families: w.used };
}

/** Programs of these families, all of them in each; of a random selection when none are given. */
export function programs(families?: readonly Family[]): fc.Arbitrary<Program> {
  const streams = fc.array(fc.array(fc.nat(9999), { minLength: 8, maxLength: LONGEST, size: 'max' }), {
    minLength: 2,
    maxLength: MOST,
    size: 'max',
  });
  return fc.tuple(families ? fc.constant(families) : selection(), streams).map(([chosen, decisions]) => write(chosen, decisions));
}

/** Half of the common families; in one program of three, some that capture. */
function selection(): fc.Arbitrary<readonly Family[]> {
  const capturing = fc.oneof(
    { weight: 2, arbitrary: fc.constant<readonly Family[]>([]) },
    { weight: 1, arbitrary: fc.subarray([...CAPTURING], { minLength: 1 }) },
  );
  return fc.tuple(fc.subarray([...COMMON]), capturing).map(([common, more]) => [...common, ...more]);
}
