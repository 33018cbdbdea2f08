/** Every name of the R7RS libraries is a value, a form or a macro, or says why it is not. */
import { describe, expect, it } from 'vitest';
import { formTable } from '../../expander/forms/table.ts';
import { ABSENT, ABSENT_LIBRARIES, AUXILIARY, namesOf, SCHEME_LIBRARIES } from '../../instance/scheme-libraries.ts';
import { SourceText } from '../../reader/source.ts';
import { standardSystem } from '../../testing/standard.ts';
import { Condition, Raise } from '../../values/condition.ts';

const system = standardSystem();
const { base } = system.kernel;

/** Defined by the command that runs programs. */
const BY_HOST = new Set(['exit', 'emergency-exit', 'command-line']);

function imported(set: string): string {
  system.kernel.freshUser();
  try {
    system.evaluateText(new SourceText('test', `(import ${set})`), system.kernel.user);
    return 'imported';
  } catch (e) {
    if (e instanceof Raise && e.payload instanceof Condition) return e.payload.message;
    throw e;
  }
}

describe.each(Object.keys(SCHEME_LIBRARIES))('(scheme %s)', library => {
  it.each(namesOf(library))('%s', name => {
    const present =
      base.lookup(name) !== undefined || base.macro(name) !== undefined || formTable.has(name) || AUXILIARY.has(name);
    expect(present || BY_HOST.has(name)).toBe(!ABSENT.has(name));
    const reason = ABSENT.get(name);
    const answer = imported(`(only (scheme ${library}) ${name})`);
    expect(answer).toBe(reason === undefined ? 'imported' : `import: ${name} is not in this dialect: ${reason}`);
  });
});

describe('imports', () => {
  it.each([...ABSENT_LIBRARIES])('%s is refused', (library, reason) => {
    expect(imported(library)).toBe(`import: library ${library} is not in this dialect: ${reason}`);
  });

  it.each([
    ['(scheme base)', 'imported'],
    ['(prefix (scheme base) s:)', 'imported'],
    ['(except (scheme base) car if)', 'imported'],
    ['(rename (scheme base) (car kar))', 'imported'],
    ['(rename (scheme base) (if when-true))', 'import: if is a special form and keeps its name'],
    ['(only (scheme base) upcase)', 'import: (scheme base) does not export upcase; did you mean case?'],
    ['(except (scheme base) string-set!)', `import: string-set! is not in this dialect: ${ABSENT.get('string-set!')}`],
  ])('%s', (set, answer) => {
    expect(imported(set)).toBe(answer);
  });
});
