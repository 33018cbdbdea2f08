/**
 * Scheme interpreters from npm, as their manuals say they are embedded. Each takes a program and answers its `run`, which gives a
 * number, now or later.
 */
import { developmentPackage } from './development-package.ts';

type Load = (text: string) => Promise<() => number | Promise<number>>;

export const OTHER_SCHEMES: readonly { name: string; start(): Promise<Load> }[] = [
  { name: 'BiwaScheme', start: biwaScheme },
  { name: 'LIPS', start: lips },
];

interface BiwaModule {
  Interpreter: new (
    onError: (error: unknown) => void,
  ) => { evaluate(text: string): unknown; invoke_closure(closure: unknown, args: unknown[]): number };
  TopEnv: Record<string, unknown>;
}

async function biwaScheme(): Promise<Load> {
  const { default: biwa } = await developmentPackage<{ default: BiwaModule }>('biwascheme');
  const rethrow = (error: unknown): void => {
    throw error;
  };
  return async text => {
    const interpreter = new biwa.Interpreter(rethrow);
    interpreter.evaluate(text);
    const closure = biwa.TopEnv.run;
    return () => interpreter.invoke_closure(closure, []);
  };
}

interface LipsModule {
  env: { inherit(name: string): LipsEnvironment };
  exec(text: string, env: LipsEnvironment): Promise<unknown[]>;
}

interface LipsEnvironment {
  get(name: string): () => unknown;
}

/** What LIPS has under names of its own. */
const LIPS_NAMES = `(define = ==) (define modulo %) (define string-append concat)
                    (define (string-length s) (. s "length"))`;

async function lips(): Promise<Load> {
  const { default: lips } = await developmentPackage<{ default: LipsModule }>('@jcubic/lips');
  return async text => {
    const env = lips.env.inherit('program');
    await lips.exec(LIPS_NAMES, env);
    await lips.exec(text, env);
    const run = env.get('run');
    return () => {
      const value = run();
      return value instanceof Promise ? value.then(Number) : Number(value);
    };
  };
}
