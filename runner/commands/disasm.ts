/**
 * `sx disasm FILE.sx`: the bytecode of every form of an SX text, in the language of the assembler or as `.sxbc` files are
 * written. Nothing in the text is run, except what its macros need.
 */
import { readFileSync } from 'node:fs';
import { standardSystem } from '../../harness/programs/standard-system.ts';
import { unhandledText } from '../../kernel/embed/failure-text.ts';
import { SyntaxIssue } from '../../kernel/expander/issue.ts';
import { Reader } from '../../kernel/reader/reader.ts';
import { SourceText } from '../../kernel/reader/source.ts';
import { EOF } from '../../kernel/values/eof.ts';
import { compileTop } from '../../kernel/vm/compiler/compiler.ts';
import { disassemble } from '../../kernel/vm/files/disassembler.ts';
import { writeSxbc } from '../../kernel/vm/files/sxbc.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { type ProgramIo, parseProgramOptions, processIo } from '../cli/program-io.ts';

const USAGE = `Usage: sx disasm [--form asm|sxbc] FILE.sx

Shows the bytecode of every form of an SX file, without running it.

  --form F   asm: assembly (default); sxbc: as it is stored
`;

const FORMS = { asm: disassemble, sxbc: writeSxbc } as const;

export function main(args: readonly string[], io: ProgramIo = processIo()): number {
  const parsed = parseProgramOptions(args, { '--form': 'text' });
  if (parsed.help) {
    io.stdout.write(USAGE);
    return EXIT.ok;
  }
  const usage = (complaint: string): number => {
    io.stderr.write(`sx disasm: ${complaint}\n${USAGE}`);
    return EXIT.usage;
  };
  const [file] = parsed.rest;
  const form = parsed.values['--form']?.at(-1) ?? 'asm';
  if (parsed.complaint !== undefined) return usage(parsed.complaint);
  if (form !== 'asm' && form !== 'sxbc') return usage(`unknown form ${form}; one of asm, sxbc`);
  if (file === undefined) return usage('a file is needed');
  let source: SourceText;
  try {
    source = new SourceText(file, readFileSync(file, 'utf8'));
  } catch (e) {
    const reason = (e as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (e as Error).message;
    io.stderr.write(`sx disasm: cannot read ${file}: ${reason}\n`);
    return EXIT.usage;
  }
  try {
    const system = standardSystem();
    const { kernel } = system;
    const reader = new Reader(source, kernel.symbols);
    const expander = system.expander(kernel.user, source);
    for (let datum = reader.next(); datum !== EOF; datum = reader.next()) {
      io.stdout.write(FORMS[form](compileTop(expander.expandTop(datum), source)));
    }
    return EXIT.ok;
  } catch (e) {
    const text = e instanceof SyntaxIssue ? `${e.pos < 0 ? file : source.locate(e.pos)}: ${e.message}\n` : unhandledText(e);
    io.stderr.write(text);
    return EXIT.unexpected;
  }
}
