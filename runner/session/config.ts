/**
 * `sx.config.json`: read, validated, unknown keys named with a suggestion. Every value has a default, so the file may be missing.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_GATES } from '../../reports/gates/gates.ts';
import { type Config, configSchema, type Gate, gateSchema } from '../../reports/schema/definitions.ts';
import type { Options } from '../cli/option-table.ts';
import { nearest } from '../cli/suggest.ts';
import { ToolError } from '../cli/tool-error.ts';

export interface ResolvedConfig {
  /** Absolute folder of the expectations. */
  expectations: string;
  gates: readonly Gate[];
  /** The file that was read. */
  source: string | undefined;
}

const FILE = 'sx.config.json';
const KNOWN_KEYS = [...Object.keys(configSchema.shape), ...Object.keys(gateSchema.shape)];

export function loadConfig(options: Pick<Options, 'config' | 'expectations'>): ResolvedConfig {
  const file = path.resolve(options.config ?? FILE);
  const config = existsSync(file) ? readConfig(file) : missing(options.config);
  const folder = options.expectations ?? config?.expectations;
  const base = options.expectations === undefined && config !== undefined ? path.dirname(file) : process.cwd();
  return {
    expectations: path.resolve(base, folder ?? 'expectations'),
    gates: config?.gates ?? DEFAULT_GATES,
    source: config === undefined ? undefined : file,
  };
}

function missing(named: string | undefined): undefined {
  if (named !== undefined) throw new ToolError('CONFIG_INVALID', `configuration ${named} does not exist`);
  return undefined;
}

function readConfig(file: string): Config {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ToolError('CONFIG_INVALID', `${file}: ${(error as Error).message}`);
  }
  const result = configSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const where = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const guess = nearest(key, KNOWN_KEYS);
    throw new ToolError(
      'CONFIG_INVALID',
      `${file}: ${where}unknown key ${key}`,
      guess === undefined ? undefined : `Did you mean ${guess}?`,
    );
  }
  throw new ToolError('CONFIG_INVALID', `${file}: ${where}${issue.message}`);
}
