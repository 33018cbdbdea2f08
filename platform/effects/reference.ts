/** The reference page of the effects, made from the table so that it cannot disagree with it. */
import { type EffectFamily, type EffectSpec, FAILURES } from './spec.ts';
import { FAMILIES } from './table.ts';

export function effectReference(): string {
  const lines = [
    '# Effects',
    '',
    'Generated from the effect table (`platform/effects/table.ts`). A guest asks by `(perform {:op "NAME" :argument value …})`. It has the families',
    'that its host grants, and no other way to the outside. *Waits* marks what suspends the run; the others are answered in place.',
    '',
    'A failure is a condition of kind "io" at the `perform`; its first irritant says why. A mistake in the arguments is a condition of kind "type".',
    '',
    '| irritant | meaning |',
    '| --- | --- |',
    ...Object.entries(FAILURES).map(([name, what]) => `| \`"${name}"\` | ${what} |`),
    '',
  ];
  for (const family of FAMILIES as readonly EffectFamily[]) {
    lines.push(`## ${family.name}`, '', family.what, '');
    for (const [name, spec] of Object.entries(family.effects)) lines.push(...entry(name, spec));
    lines.push('');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function entry(name: string, { what, args, answers, errors, blocking, alone }: EffectSpec): string[] {
  const fails = errors.length > 0 ? ` Fails with ${errors.map(e => `\`"${e}"\``).join(', ')}.` : '';
  return [
    `* \`${name}\`${blocking ? ' — *waits*' : ''}: ${what} Answers ${answers}.${fails}${alone ? ' Not in a batch.' : ''}`,
    ...Object.entries(args).map(
      ([arg, { type, optional, what }]) => `  * \`:${arg}\` ${type}${optional ? ', optional' : ''}: ${what}`,
    ),
  ];
}
