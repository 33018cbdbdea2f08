/**
 * What an effect is: the one thing that a guest can ask of the world by `perform`. A row says everything about it that the dispatcher, the
 * implementations, the stubs and the reference page need, and nothing of how it is done.
 */

/** Kinds of arguments; a guest that gives another kind gets a condition of kind "type". */
export type ArgumentType =
  | 'string'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'dict'
  | 'list'
  | 'procedure'
  /** A string, sent as UTF-8, or bytes. */
  | 'data'
  | 'any';

export interface ArgumentSpec {
  type: ArgumentType;
  optional?: boolean;
  what: string;
}

/** Why an effect failed: the first irritant of the condition of kind "io" that is raised at the `perform`. */
export const FAILURES = {
  denied: 'the program was not granted the effect, or not for this target',
  invalid: 'an argument has the right type and a senseless value',
  missing: 'what was named does not exist',
  conflict: 'somebody else was first',
  unavailable: 'the service behind the effect does not answer now',
  timeout: 'it took longer than it may',
  gone: 'the client of this request has left',
  limit: 'something is larger or more than allowed',
} as const;

export type Failure = keyof typeof FAILURES;

export interface EffectSpec {
  what: string;
  args: Readonly<Record<string, ArgumentSpec>>;
  answers: string;
  /** What it can fail with besides `denied` and `invalid`. */
  errors: readonly Failure[];
  /** The answer may take time: the run is suspended. Others are answered in place. */
  blocking: boolean;
  /** It means something by its place among others: it cannot be part of a batch. */
  alone: boolean;
}

export interface EffectFamily<Name extends string = string, Family extends string = string> {
  name: Family;
  what: string;
  effects: Readonly<Record<Name, EffectSpec>>;
}

type Shape = { answers: string; args?: Readonly<Record<string, ArgumentSpec>>; errors?: readonly Failure[]; alone?: boolean };

/** An effect that is answered in place. */
export const prompt = (what: string, { answers, args = {}, errors = [], alone = false }: Shape): EffectSpec => ({
  what,
  args,
  answers,
  errors,
  blocking: false,
  alone,
});

/** An effect that is waited for. */
export const blocking = (what: string, shape: Shape): EffectSpec => ({ ...prompt(what, shape), blocking: true });

export const required = (type: ArgumentType, what: string): ArgumentSpec => ({ type, what });
export const optional = (type: ArgumentType, what: string): ArgumentSpec => ({ type, what, optional: true });

export function family<Family extends string, Name extends string>(
  name: Family,
  what: string,
  effects: Record<Name, EffectSpec>,
): EffectFamily<Name, Family> {
  return { name, what, effects };
}
