/** The reference page of the primitives, made from the table so that it cannot disagree with it. */
import type { Kernel } from '../instance/kernel.ts';
import type { PrimitiveSpec } from '../values/primitive-spec.ts';
import { FAMILIES } from './table.ts';

export function primitiveReference(kernel: Kernel): string {
  const lines = [
    '# Primitives',
    '',
    'Generated from the primitive table. Names in brackets are aliases. *Effect* marks what writes or reads the outside, *inline* what\ncompiled code does without a call.',
    '',
  ];
  for (const [title, family] of FAMILIES) {
    lines.push(`## ${title}`, '');
    for (const names of byImplementation(family(kernel))) lines.push(entry(names));
    lines.push('');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

/** Rows in order, a row followed by its aliases. Names that begin with % are the expander's own. */
function byImplementation(specs: readonly PrimitiveSpec[]): PrimitiveSpec[][] {
  const groups = new Map<PrimitiveSpec['fn'], PrimitiveSpec[]>();
  for (const spec of specs) {
    if (spec.name.startsWith('%')) continue;
    const group = groups.get(spec.fn);
    if (group) group.push(spec);
    else groups.set(spec.fn, [spec]);
  }
  return [...groups.values()];
}

function entry([first, ...aliases]: readonly PrimitiveSpec[]): string {
  const { doc, pure, inline } = first as PrimitiveSpec;
  const marks = [...(pure ? [] : ['*effect*']), ...(inline ? ['*inline*'] : [])].join(', ');
  const also = aliases.length > 0 ? ` [${aliases.map(s => `\`${s.name}\``).join(' ')}]` : '';
  return `* ${doc}${also}${marks ? ` — ${marks}` : ''}`;
}
