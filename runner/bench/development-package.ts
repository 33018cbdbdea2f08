/** Packages that only the benchmark needs are no dependencies of an installed tool; where they are missing, that is said. */
import { ToolError } from '../cli/tool-error.ts';

export async function developmentPackage<T>(name: string): Promise<T> {
  try {
    return (await import(name)) as T;
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw e;
    throw new ToolError('BENCH_FAILED', `this part needs the package ${name}, which is not installed`, 'Run: npm ci', e);
  }
}
