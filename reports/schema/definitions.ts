/**
 * The stable formats as zod schemas: files of a run, expectations, configuration. JSON Schemas beside this file are generated from
 * them (`npm run docs`), so a reader in any language can check what it reads.
 */
import { z } from 'zod';
import { OUTCOMES } from '../../harness/outcome.ts';
import { ASPECTS } from '../parity/parity.ts';

const count = z.int().nonnegative();
const outcome = z.enum(OUTCOMES);
const counts = z.strictObject(
  Object.fromEntries(OUTCOMES.map(name => [name, count])) as Record<(typeof OUTCOMES)[number], typeof count>,
);
const cacheCount = { hits: count, misses: count, rebuilt: count };
const cache = z.object({ ...cacheCount, kinds: z.record(z.string(), z.object(cacheCount)) });
const tool = z.object({ name: z.string(), version: z.string() });
const suite = z.object({ name: z.string(), commit: z.string(), origin: z.string(), cases: count });
const machine = z.object({ node: z.string(), platform: z.string(), cpus: count, workers: count });

const place = z.object({ file: z.string(), line: z.int().positive(), column: z.int().positive() });

const tierResult = z.object({
  outcome,
  error: z.object({ name: z.string(), message: z.string(), at: place.optional() }).optional(),
  phase: z.enum(['parse', 'resolution', 'runtime', 'async', 'harness', 'host']).optional(),
  printed: z.string().optional(),
  printedDigest: z.string().optional(),
});
const aspect = z.enum(ASPECTS);

export const scoreboardSchema = z
  .object({
    format: z.literal(1),
    tool,
    suite,
    engine: z.string(),
    tier: z.string(),
    options: z.record(z.string(), z.unknown()),
    command: z.string(),
    startedAt: z.iso.datetime(),
    seed: z.int().nullable(),
    shard: z.string().nullable(),
    declared: count,
    executed: count,
    interrupted: z.boolean(),
    interruptedBy: z.string().nullable(),
    wallMs: z.number().nonnegative(),
    cpuMs: z.number().nonnegative(),
    firstResultMs: z.number().nonnegative().nullable(),
    casesPerSecond: z.number().nonnegative(),
    counts,
    categories: z.array(z.object({ name: z.string(), counts })),
    failureModes: z.array(z.object({ label: z.string(), count, example: z.string(), at: place.optional() })),
    cache,
    workers: z.object({ started: count, replaced: count }),
    machine,
    problems: z.array(z.string()),
    notices: z.array(z.string()),
  })
  .meta({ title: 'scoreboard.json', description: 'A run in numbers.' });

export const resultsMetaSchema = z
  .object({
    format: z.literal(1),
    tool,
    suite,
    engine: z.string(),
    tier: z.string(),
    options: z.record(z.string(), z.unknown()),
    selection: z.object({ patterns: z.array(z.string()), modes: z.array(z.string()), narrowed: z.array(z.string()) }),
    seed: z.int().nullable(),
    shard: z.string().nullable(),
    declared: count,
    startedAt: z.iso.datetime(),
    command: z.string(),
    machine,
    notes: z.array(z.string()),
  })
  .meta({ title: 'results.ndjson, first line', description: 'What was run, and how.' });

export const resultLineSchema = z
  .object({
    id: z.string().regex(/^.+#[a-z]+@[a-z]+$/),
    path: z.string(),
    mode: z.enum(['sloppy', 'strict', 'module', 'spec']),
    tier: z.string(),
    outcome,
    ms: z.number().nonnegative(),
    ...tierResult.omit({ outcome: true }).shape,
  })
  .meta({ title: 'results.ndjson, other lines', description: 'One case. Every line but a pass has an error.' });

export const paritySchema = z
  .object({
    format: z.literal(1),
    tool,
    command: z.string(),
    startedAt: z.iso.datetime(),
    interrupted: z.boolean(),
    engine: z.string(),
    suites: z.array(suite.omit({ cases: true })),
    tiers: z.array(z.string()),
    runs: z.array(
      z.object({
        suite: z.string(),
        tier: z.string(),
        declared: count,
        executed: count,
        passed: count,
        wallMs: z.number().nonnegative(),
      }),
    ),
    cases: count,
    agree: count,
    causes: z.array(
      z.object({
        suite: z.string(),
        aspects: z.array(aspect),
        sides: z.array(z.object({ tiers: z.array(z.string()), saw: z.string() })),
        count,
        example: z.string(),
        repeat: z.string(),
      }),
    ),
    differ: z.array(
      z.object({
        id: z.string().regex(/^.+#[a-z]+$/),
        suite: z.string(),
        aspects: z.array(aspect),
        classes: z.array(z.array(z.string())),
        tiers: z.record(z.string(), tierResult),
      }),
    ),
    problems: z.array(z.string()),
  })
  .meta({ title: 'parity.json', description: 'Suites on several tiers: what differs, and why.' });

export const expectationEntrySchema = z
  .strictObject({
    outcome: z.enum(['fail', 'timeout', 'crash', 'oom', 'skip', 'unsupported']),
    message: z.string().optional(),
    reason: z.string().optional(),
    issue: z.string().optional(),
  })
  .refine(entry => entry.outcome !== 'skip' || (entry.reason ?? '') !== '', { message: 'a skip needs a reason' })
  .meta({ title: 'expectation entry', description: 'A known non-pass; the key is path#mode, or folder/**.' });

export const suiteExpectationsSchema = z
  .strictObject({
    format: z.int(),
    suite: z.string(),
    commit: z.string(),
    engine: z.string(),
    tier: z.string(),
    categories: z.record(z.string(), z.strictObject({ cases: count, pass: count })),
  })
  .meta({ title: 'expectations/<suite>/suite.json', description: 'What the entries beside this file belong to.' });

export const gateSchema = z
  .strictObject({
    suite: z.string().optional().describe('only for this suite'),
    category: z.string().describe('a category such as built-ins/Math, or a glob over categories'),
    noRegressions: z.boolean().optional().describe('no case may do worse than the expectations say'),
    noStale: z.boolean().optional().describe('no entry may be out of date: its case passes, or is gone'),
    newTestsMustBeClassified: z.boolean().optional().describe('a case that is new and does not pass must be listed'),
    minTests: z.number().int().min(1).optional().describe('smallest number of cases in all matching categories, in a whole run'),
    minPass: z.number().min(0).max(1).optional().describe('smallest share of passes'),
    maxOutcome: z.partialRecord(outcome, count).optional().describe('largest number of cases with an outcome'),
  })
  .meta({ title: 'gate' });

export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    expectations: z.string().optional().describe('folder of the expectations'),
    gates: z.array(gateSchema).optional().describe('all that match a category apply'),
  })
  .meta({ title: 'sx.config.json', description: 'Configuration of the sx command.' });

export type Gate = z.infer<typeof gateSchema>;
export type Config = z.infer<typeof configSchema>;

/** Schemas that are written out as files, by file name. */
export const SCHEMA_FILES: Readonly<Record<string, z.ZodType>> = {
  'scoreboard.schema.json': scoreboardSchema,
  'results-meta.schema.json': resultsMetaSchema,
  'results-line.schema.json': resultLineSchema,
  'parity.schema.json': paritySchema,
  'expectations.schema.json': z.record(z.string(), expectationEntrySchema).meta({ title: 'expectations/<suite>/<folder>.json' }),
  'suite-expectations.schema.json': suiteExpectationsSchema,
  'config.schema.json': configSchema,
};
