import { expect, it } from 'vitest';
import { Kernel } from '../instance/kernel.ts';
import { primitiveReference } from './reference.ts';
import { primitiveSpecs } from './table.ts';

const kernel = new Kernel();

it('matches the page in docs/reference (update with vitest -u)', async () => {
  await expect(primitiveReference(kernel)).toMatchFileSnapshot('../../docs/reference/primitives.md');
});

it('documents every row by a call of its own name or of the name it is an alias of', () => {
  const specs = primitiveSpecs(kernel).filter(s => !s.name.startsWith('%'));
  const undocumented = specs.filter(s => !specs.some(o => o.fn === s.fn && s.doc.startsWith(`\`(${o.name}`)));
  expect(undocumented.map(s => s.name)).toEqual([]);
});

it('has each name once', () => {
  const names = primitiveSpecs(kernel).map(s => s.name);
  expect(names.filter((n, i) => names.indexOf(n) !== i)).toEqual([]);
});
