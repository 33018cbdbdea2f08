/**
 * Migrations: numbered steps of the schema, each in a transaction together with its line in the ledger, so that a crash leaves a step
 * done or not done. One migrator at a time, under a lock of its connection. A step that was changed after it ran is refused.
 */
import { createHash } from 'node:crypto';
import type { Connection } from './connection.ts';

export interface Migration {
  /** 1, 2, 3 … */
  id: number;
  name: string;
  up: string;
  down: string;
}

export class MigrationError extends Error {}

const LOCK = 7261000;
const LEDGER = `create table if not exists sx_migrations (
  id bigint primary key, name text not null, digest text not null, at timestamptz not null default now())`;

/** Brings the schema to the state after step `target` (the last one), upwards or downwards; answers what was done. */
export async function migrate(
  connection: Connection,
  steps: readonly Migration[],
  target: number = steps.length,
): Promise<{ up: number[]; down: number[] }> {
  steps.forEach((step, i) => {
    if (step.id !== i + 1) throw new MigrationError(`migration ${step.id} (${step.name}) is in place ${i + 1}`);
  });
  if (!Number.isInteger(target) || target < 0 || target > steps.length)
    throw new MigrationError(`there is no migration ${target}; the last one is ${steps.length}`);
  await connection.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await connection.script(LEDGER);
    const done = (await connection.query('select id, digest from sx_migrations order by id')).rows;
    const applied = done.length;
    for (const [i, row] of done.entries()) {
      const step = steps[i];
      if (step === undefined)
        throw new MigrationError(`the database has migration ${row.id}, which this build does not know; use the newer build`);
      if (Number(row.id) !== step.id || row.digest !== digestOf(step))
        throw new MigrationError(
          `migration ${step.id} (${step.name}) is not the one that ran on this database; restore its text and add a new step`,
        );
    }
    const [up, down] = [steps.slice(applied, target), steps.slice(target, applied).reverse()];
    for (const step of up)
      await atomically(connection, step.up, 'insert into sx_migrations (id, name, digest) values ($1, $2, $3)', [
        step.id,
        step.name,
        digestOf(step),
      ]);
    for (const step of down) await atomically(connection, step.down, 'delete from sx_migrations where id = $1', [step.id]);
    return { up: up.map(s => s.id), down: down.map(s => s.id) };
  } finally {
    await connection.query('select pg_advisory_unlock($1)', [LOCK]);
  }
}

async function atomically(connection: Connection, script: string, note: string, values: readonly unknown[]): Promise<void> {
  await connection.script('begin');
  try {
    await connection.script(script);
    await connection.query(note, values);
  } catch (e) {
    await connection.script('rollback');
    throw e;
  }
  await connection.script('commit');
}

function digestOf({ up, down }: Migration): string {
  const text = (sql: string): string => sql.replace(/\s+/g, ' ').trim();
  return createHash('sha256')
    .update(`${text(up)}\n${text(down)}`)
    .digest('hex');
}
