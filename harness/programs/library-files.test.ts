/** Libraries of this package that a program imports though its kernel was opened without them. */
import { expect, it } from 'vitest';
import { openKernel } from '../../kernel/embed/open-kernel.ts';
import { runText, settle } from '../../kernel/embed/text-run.ts';
import { TIERS } from '../../kernel/embed/tiers.ts';
import { SourceText } from '../../kernel/reader/source.ts';
import { ProgramWorld } from './library-files.ts';
import { standardLibrary } from './standard-system.ts';

it.each(TIERS)('(sx web) and (sx dream) are loaded when they are asked for, on %s', tier => {
  const { system } = openKernel({ tier, libraries: [standardLibrary()] });
  const text = `(import (sx dream)) (import (sx web))
    (defcomp ~name (&key n) (b n))
    (list (markup->html (p (~name :n "<"))) (dream-status (dream-not-found)))`;
  const outcome = runText(system, new SourceText('app.sx', text), system.kernel.user);
  expect(system.kernel.inspect(settle(outcome, new ProgramWorld(system, []).answer))).toBe('("<p><b>&lt;</b></p>" 404)');
});
