/** `sx bench FILE.sx --against FILE.js`: any pair of programs, measured as the kernel part measures its own. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { ToolError } from '../cli/tool-error.ts';
import { KERNEL, loadPairs, measurePairs } from './kernel.ts';
import type { Part } from './part.ts';

export async function pairPart(sxFile: string, jsFile: string): Promise<Part> {
  const pairs = [{ name: sxFile, sx: readProgram(sxFile), js: readProgram(jsFile), jsName: jsFile }];
  return {
    ...KERNEL,
    title: `${sxFile} on each tier`,
    note: `time as a multiple of ${jsFile} in the same process`,
    measure: async context => {
      // Whatever is wrong with them is said once, here, and not by each of the processes.
      if (context.processes > 1) await loadPairs(pairs);
      return measurePairs(pairs, context, [sxFile, '--against', jsFile]);
    },
  };
}

function readProgram(file: string): string {
  if (!existsSync(file)) throw new ToolError('BENCH_PROGRAM_INVALID', `there is no file ${file}`);
  if (!statSync(file).isFile()) throw new ToolError('BENCH_PROGRAM_INVALID', `${file} is no file`);
  return readFileSync(file, 'utf8');
}
