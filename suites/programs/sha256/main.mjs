/** SHA-256 and SHA-224 of texts, byte arrays and long inputs, in one go and in pieces, with keys and in every form of output. */
import { sha224, sha256 } from '../../../node_modules/js-sha256/src/index.mjs';

const texts = [
  '',
  'abc',
  'The quick brown fox jumps over the lazy dog',
  'grüße',
  '中文',
  '𝒳 and 🙂',
  'x'.repeat(55),
  'x'.repeat(56),
  'x'.repeat(64),
  'ab'.repeat(1500),
];
for (const text of texts) {
  console.log(`${text.slice(0, 12)}/${text.length} ${sha256(text)}`);
  console.log(`  ${sha224(text)} ${sha256.hmac('key', text)}`);
}
const bytes = Array.from({ length: 300 }, (_, i) => (i * 7 + (i >> 3)) & 255);
console.log(sha256(bytes), sha224(bytes));
console.log(sha256.array(bytes).join());
const typed = Uint8Array.from(bytes);
console.log(
  sha256(typed) === sha256(bytes),
  sha256(typed.buffer),
  sha224(typed.subarray(7, 200)),
  sha256(new Uint8Array(sha256.arrayBuffer('x'))),
);
const pieces = sha256.create();
for (let i = 0; i < 300; i += 37) pieces.update(bytes.slice(i, i + 37));
console.log(pieces.hex(), String(pieces) === sha256(bytes));
console.log(sha256.hmac('k'.repeat(100), 'a key longer than a block'), sha224.hmac(bytes, 'key of bytes'));

let chain = 'start';
for (let i = 0; i < 60; i++) chain = sha256(chain);
console.log(chain);

for (const wrong of [null, undefined, 12, {}]) {
  try {
    console.log(sha256(wrong));
  } catch (error) {
    console.log(`${error.name}: ${error.message}`);
  }
}
try {
  pieces.update('more');
  console.log('no error');
} catch (error) {
  console.log(error.message);
}
