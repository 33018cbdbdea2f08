/** String buffers: texts built piece by piece. */
import type { Value } from '../../values/procedure.ts';
import { StringBuffer } from '../../values/string-buffer.ts';
import { displayString } from '../../values/writer.ts';
import { failType } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { effect, pure } from '../rows.ts';

function buffer(v: Value, who: string): StringBuffer {
  return v instanceof StringBuffer ? v : failType(who, 'string-buffer', v);
}

export const buffers: PrimitiveFamily = () => [
  ...effect(['make-buffer', 'make-string-buffer'], 0, 0, '`(make-buffer)`: an empty string buffer', () => new StringBuffer()),
  ...effect(
    ['buffer-append!', 'string-buffer-append!'],
    2,
    2,
    '`(buffer-append! b x)`: adds a string, or the display form of anything else; answers b',
    (b, x) => {
      buffer(b, 'buffer-append!').add(typeof x === 'string' ? x : displayString(x));
      return b;
    },
  ),
  ...effect('buffer-clear!', 1, 1, '`(buffer-clear! b)`: empties it; answers b', b => {
    buffer(b, 'buffer-clear!').clear();
    return b;
  }),
  ...pure(
    ['buffer->string', 'string-buffer->string'],
    1,
    1,
    '`(buffer->string b)`: what was added so far',
    b => buffer(b, 'buffer->string').text,
  ),
  ...pure(
    ['buffer-length', 'string-buffer-length'],
    1,
    1,
    '`(buffer-length b)`: in code units',
    b => buffer(b, 'buffer-length').length,
  ),
];
