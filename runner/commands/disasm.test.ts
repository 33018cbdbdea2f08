import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { main } from './disasm.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sx-disasm-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function disasm(args: readonly string[]): { code: number; out: string; err: string } {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const code = main(args, { stdin, stdout, stderr });
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

function file(text: string): string {
  const name = path.join(folder, 'p.sx');
  writeFileSync(name, text);
  return name;
}

it('shows every form and runs none', () => {
  const { code, out } = disasm([file('(define (f n) (if (< n 2) n (f (- n 1))))\n(error "not run")')]);
  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "(code "" :arity 0
      CLOSURE
        (code "f" :arity 1
          LOCAL_GET 0
          CONST '2
          LT <
          JUMP_IF_FALSE L1
          LOCAL_GET 0
          RETURN
         L1:
          GLOBAL_GET f
          LOCAL_GET 0
          CONST '1
          SUB -
          TAIL_CALL 1)
      DEFINE f
      RETURN)
    (code "" :arity 0
      GLOBAL_GET error
      CONST '"not run"
      TAIL_CALL 1)
    "
  `);
});

it('shows files as they are stored', () => {
  expect(disasm(['--form', 'sxbc', file('nil')])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\(sxbc 1 "[0-9a-f]{16}" \(code /),
  });
});

it('says what is wrong', () => {
  expect(disasm([])).toMatchObject({ code: 2, err: expect.stringContaining('a file is needed') });
  expect(disasm(['--form', 'x', 'p.sx'])).toMatchObject({ code: 2, err: expect.stringContaining('unknown form x') });
  expect(disasm([path.join(folder, 'none.sx')])).toMatchObject({
    code: 2,
    err: expect.stringContaining('there is no such file'),
  });
  expect(disasm([file('(if)')])).toMatchObject({ code: expect.any(Number), err: expect.stringContaining('p.sx:1:1') });
});
