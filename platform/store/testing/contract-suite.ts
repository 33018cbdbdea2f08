/** What every store promises, whatever is behind it: the same suite runs over all of them. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction, LIMITS, type Store, StoreError, type StoreFailure } from '../contract.ts';
import { compareKeys } from '../key-order.ts';

/** How long a transaction may do nothing in the suite. */
const IDLE_MS = 300;

export interface Subject {
  open(options: { now: () => number; idleMs: number }): Promise<Store>;
  close(): Promise<void>;
}

async function failure(act: Promise<unknown>): Promise<StoreFailure | 'no failure'> {
  try {
    await act;
    return 'no failure';
  } catch (e) {
    if (!(e instanceof StoreError)) throw e;
    return e.failure;
  }
}

export function storeContract(name: string, makeSubject: () => Promise<Subject>): void {
  describe(`store on ${name}`, () => {
    let subject: Subject;
    let store: Store;
    let clock = 1_700_000_000_000;
    let number = 0;
    /** Tests share a store and not their keys. */
    const fresh = (): string => `t${++number}:`;

    beforeAll(async () => {
      subject = await makeSubject();
      store = await subject.open({ now: () => clock, idleMs: IDLE_MS });
    });
    afterAll(async () => {
      await store?.close();
      await subject?.close();
    });

    describe('keys', () => {
      it('hold the last value, until deleted', async () => {
        const k = `${fresh()}k`;
        expect(await store.get(k)).toBe(undefined);
        await store.put(k, 'one');
        await store.put(k, 'two');
        expect(await store.get(k)).toBe('two');
        expect([await store.delete(k), await store.delete(k), await store.get(k)]).toEqual([true, false, undefined]);
      });

      it('are added once, and replaced only from the expected value', async () => {
        const k = `${fresh()}k`;
        expect([await store.replace(k, '', 'x'), await store.add(k, 'a'), await store.add(k, 'b')]).toEqual([false, true, false]);
        expect([await store.replace(k, 'b', 'c'), await store.replace(k, 'a', 'c'), await store.get(k)]).toEqual([
          false,
          true,
          'c',
        ]);
      });

      it('of many that add or replace at once, one succeeds', async () => {
        const k = `${fresh()}k`;
        const added = await Promise.all(Array.from({ length: 20 }, (_, i) => store.add(k, String(i))));
        expect(added.filter(Boolean).length).toBe(1);
        const winner = (await store.get(k)) as string;
        expect(added[Number(winner)]).toBe(true);
        const replaced = await Promise.all(Array.from({ length: 20 }, (_, i) => store.replace(k, winner, `r${i}`)));
        expect(replaced.filter(Boolean).length).toBe(1);
      });

      it('are gone after their time', async () => {
        const p = fresh();
        await store.put(`${p}a`, '1', 1000);
        await store.put(`${p}b`, '2');
        clock += 999;
        expect(await store.get(`${p}a`)).toBe('1');
        clock += 1;
        expect(await store.get(`${p}a`)).toBe(undefined);
        expect(await store.list(p)).toEqual([{ key: `${p}b`, value: '2' }]);
        expect([await store.replace(`${p}a`, '1', 'x'), await store.delete(`${p}a`)]).toEqual([false, false]);
        await store.put(`${p}c`, '1', 10);
        clock += 10;
        expect([await store.add(`${p}c`, '3'), await store.get(`${p}c`)]).toEqual([true, '3']);
        await store.put(`${p}b`, '4', 10);
        await store.put(`${p}b`, '5');
        clock += 10;
        expect(await store.get(`${p}b`)).toBe('5');
      });

      it('are listed by their UTF-8, in pages', async () => {
        const p = fresh();
        const names = ['a', 'a/b', 'b', 'é', 'ﬀ', '😀', 'z', '%', '_', 'A'];
        for (const n of names) await store.put(p + n, n);
        await store.put(`${p.slice(0, -1)};`, 'neighbour');
        const sorted = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect((await store.list(p)).map(e => e.value)).toEqual(sorted);
        expect((await store.list(p, { limit: 3 })).map(e => e.value)).toEqual(sorted.slice(0, 3));
        expect((await store.list(p, { after: p + sorted[2], limit: 3 })).map(e => e.value)).toEqual(sorted.slice(3, 6));
        expect((await store.list(`${p}a`)).map(e => e.value)).toEqual(['a', 'a/b']);
        expect(await failure(store.list(p, { limit: 0 }))).toBe('limit');
      });

      it('and values come back unit for unit', async () => {
        const k = `${fresh()}k`;
        const text = fc.string({ unit: 'grapheme', maxLength: 50 }).filter(s => !s.includes('\0'));
        await fc.assert(
          fc.asyncProperty(text, async value => {
            await store.put(k + value, value);
            expect(await store.get(k + value)).toBe(value);
          }),
          { numRuns: 50, seed: 7 },
        );
      });

      it('have limits', async () => {
        const k = fresh();
        expect(await failure(store.put('', 'x'))).toBe('limit');
        expect(await failure(store.put('é'.repeat(LIMITS.keyBytes / 2), 'x'))).toBe('no failure');
        expect(await failure(store.put('é'.repeat(LIMITS.keyBytes / 2 + 1), 'x'))).toBe('limit');
        expect(await failure(store.put(k, 'a\0b'))).toBe('limit');
        expect(await failure(store.put(k, '\ud800'))).toBe('limit');
        expect(await failure(store.put(k, 'x'.repeat(LIMITS.valueBytes + 1)))).toBe('limit');
        expect(await failure(store.put(k, 'x', 0))).toBe('limit');
        expect(await store.get(k)).toBe(undefined);
      });
    });

    describe('streams', () => {
      it('number their events without gaps, and say how many they have', async () => {
        const s = fresh();
        expect([await store.count(s), await store.read(s)]).toEqual([0, []]);
        expect(await store.append(s, ['a', 'b'])).toBe(2);
        expect(await store.append(s, [])).toBe(2);
        expect(await store.append(s, ['c'], 2)).toBe(3);
        expect(await store.count(s)).toBe(3);
        expect((await store.read(s)).map(e => [e.stream, e.number, e.data, e.at])).toEqual([
          [s, 1, 'a', clock],
          [s, 2, 'b', clock],
          [s, 3, 'c', clock],
        ]);
        expect((await store.read(s, 1, 1)).map(e => e.data)).toEqual(['b']);
        expect(await store.read(s, 3)).toEqual([]);
        expect([await failure(store.read(s, -1)), await failure(store.readAll(0.5))]).toEqual(['limit', 'limit']);
      });

      it('refuse an append that expects another number, whole', async () => {
        const s = fresh();
        expect(await failure(store.append(s, ['a'], 1))).toBe('conflict');
        expect(await store.append(s, ['a'], 0)).toBe(1);
        expect(await failure(store.append(s, ['b', 'c'], 0))).toBe('conflict');
        expect(await failure(store.append(s, ['b', '\0'], 1))).toBe('limit');
        expect(await failure(store.append(s, ['b'], -1))).toBe('limit');
        expect(await failure(store.append(s, Array(LIMITS.eventsAtOnce + 1).fill('x')))).toBe('limit');
        expect((await store.read(s)).map(e => e.data)).toEqual(['a']);
      });

      it('let one of many win', async () => {
        const s = fresh();
        const all = await Promise.all(Array.from({ length: 20 }, (_, i) => failure(store.append(s, [`e${i}`], 0))));
        expect(all.filter(f => f === 'no failure').length).toBe(1);
        expect(all.filter(f => f === 'conflict').length).toBe(19);
        await Promise.all(Array.from({ length: 20 }, (_, i) => store.append(s, [`n${i}`, `m${i}`])));
        const events = await store.read(s);
        expect(events.map(e => e.number)).toEqual(Array.from({ length: 41 }, (_, i) => i + 1));
        for (let i = 1; i < 41; i += 2) expect(events[i]?.data.slice(1)).toBe(events[i + 1]?.data.slice(1));
      });

      it('are read together in the order of commits: whoever saw a position saw all before it', async () => {
        const [s, seen] = [fresh(), [] as number[]];
        let after = (await store.readAll(0, 1000)).at(-1)?.position ?? 0;
        let writing = true;
        const reader = (async () => {
          for (let last = false; ; ) {
            const events = await store.readAll(after);
            for (const e of events) seen.push((after = e.position));
            if (last && events.length === 0) return;
            last = !writing;
          }
        })();
        await Promise.all(
          Array.from({ length: 8 }, async (_, i) => {
            for (let n = 0; n < 5; n++) {
              if (i % 2 === 0) await store.append(`${s}${i}`, ['x']);
              else
                for (let done = false; !done; )
                  done = (await failure(inTransaction(store, t => t.append(`${s}${i}`, ['x'])))) !== 'conflict';
            }
          }),
        );
        writing = false;
        await reader;
        expect(seen.length).toBe(40);
        expect(seen).toEqual([...seen].sort((a, b) => a - b));
      });
    });

    describe('transactions', () => {
      it('happen whole or not at all', async () => {
        const k = fresh();
        await inTransaction(store, async t => {
          await t.put(`${k}a`, '1');
          await t.append(k, ['e']);
          expect([await t.get(`${k}a`), await t.count(k)]).toEqual(['1', 1]);
        });
        expect([await store.get(`${k}a`), await store.count(k)]).toEqual(['1', 1]);
        const boom = inTransaction(store, async t => {
          await t.put(`${k}a`, '2');
          await t.delete(`${k}a`);
          await t.add(`${k}b`, '2');
          await t.append(k, ['f']);
          throw new Error('boom');
        });
        await expect(boom).rejects.toThrow('boom');
        expect([await store.get(`${k}a`), await store.get(`${k}b`), await store.count(k)]).toEqual(['1', undefined, 1]);
        expect((await store.list(k)).map(e => e.key)).toEqual([`${k}a`]);
      });

      it('have parts that are taken back alone', async () => {
        const k = fresh();
        await inTransaction(store, async t => {
          await t.put(`${k}a`, '1');
          const inner = await t.begin();
          await inner.put(`${k}a`, '2');
          await inner.append(k, ['e']);
          expect(await failure(t.get(`${k}a`))).toBe('closed');
          const innermost = await inner.begin();
          await innermost.put(`${k}c`, '3');
          await innermost.commit();
          expect(await inner.get(`${k}c`)).toBe('3');
          await inner.rollback();
          await inner.rollback();
          expect(await failure(inner.get(`${k}a`))).toBe('closed');
          expect([await t.get(`${k}a`), await t.get(`${k}c`), await t.count(k)]).toEqual(['1', undefined, 0]);
          await inTransaction(t, u => u.put(`${k}b`, '4'));
        });
        expect((await store.list(k)).map(e => e.value)).toEqual(['1', '4']);
      });

      it('go on after an operation that was refused', async () => {
        const k = fresh();
        await inTransaction(store, async t => {
          await t.put(`${k}a`, '1');
          expect(await failure(t.append(k, ['e'], 7))).toBe('conflict');
          expect(await failure(t.put(`${k}b`, '\0'))).toBe('limit');
          await t.put(`${k}c`, '2');
        });
        expect((await store.list(k)).map(e => e.value)).toEqual(['1', '2']);
      });

      it('do not lose what another one wrote', async () => {
        const k = `${fresh()}n`;
        await store.put(k, '0');
        let conflicts = 0;
        const increment = async (): Promise<void> => {
          for (;;) {
            const result = await failure(
              inTransaction(store, async t => {
                const n = Number(await t.get(k));
                await new Promise(resolve => setTimeout(resolve, 1));
                await t.put(k, String(n + 1));
              }),
            );
            if (result === 'no failure') return;
            expect(result).toBe('conflict');
            conflicts++;
          }
        };
        await Promise.all(Array.from({ length: 6 }, increment));
        expect(await store.get(k)).toBe('6');
        expect(conflicts).toBeLessThan(100);
      });

      it('are over when they are over, and may not be nested without end', async () => {
        const t = await store.begin();
        await t.commit();
        expect([await failure(t.get('x')), await failure(t.commit())]).toEqual(['closed', 'closed']);
        await t.rollback();
        const open = [await store.begin()];
        while (open.length < LIMITS.nesting) open.push(await (open.at(-1) as (typeof open)[0]).begin());
        expect(await failure((open.at(-1) as (typeof open)[0]).begin())).toBe('limit');
        await open[0]?.rollback();
        expect(await failure(store.get('x'))).toBe('no failure');
      });

      it('that are left lying are rolled back, and others go on', async () => {
        const k = `${fresh()}k`;
        const t = await store.begin();
        await t.put(k, 'lying');
        await new Promise(resolve => setTimeout(resolve, 2 * IDLE_MS));
        expect([await store.get(k), await failure(t.get(k))]).toEqual([undefined, 'timeout']);
        expect(await failure(t.commit())).toBe('timeout');
      });
    });

    it('agrees with a model on random operations', async () => {
      const key = fc.constantFrom('a', 'b', 'ab', 'c/d');
      const op = fc.oneof(
        fc.record({ do: fc.constant('put' as const), key, value: fc.string({ maxLength: 3, unit: 'grapheme-ascii' }) }),
        fc.record({ do: fc.constant('add' as const), key, value: fc.constantFrom('x', 'y') }),
        fc.record({
          do: fc.constant('replace' as const),
          key,
          expect: fc.constantFrom('x', 'y'),
          value: fc.constantFrom('x', 'y'),
        }),
        fc.record({ do: fc.constant('delete' as const), key }),
        fc.record({ do: fc.constant('append' as const), key, expect: fc.option(fc.nat(4), { nil: undefined }) }),
        fc.record({ do: fc.constant('begin' as const) }),
        fc.record({ do: fc.constant('commit' as const) }),
        fc.record({ do: fc.constant('rollback' as const) }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(op, { maxLength: 25 }), async ops => {
          const p = fresh();
          type Model = { kv: Map<string, string>; streams: Map<string, number> };
          const copy = (m: Model): Model => ({ kv: new Map(m.kv), streams: new Map(m.streams) });
          let model: Model = { kv: new Map(), streams: new Map() };
          const open: { t: Awaited<ReturnType<Store['begin']>>; before: Model }[] = [];
          const on = () => open.at(-1)?.t ?? store;
          for (const o of ops) {
            if (o.do === 'begin') open.push({ t: await on().begin(), before: copy(model) });
            else if (o.do === 'commit') await open.pop()?.t.commit();
            else if (o.do === 'rollback') {
              const last = open.pop();
              if (last === undefined) continue;
              await last.t.rollback();
              model = last.before;
            } else {
              const k = p + o.key;
              const has = model.kv.get(k);
              if (o.do === 'put') {
                await on().put(k, o.value);
                model.kv.set(k, o.value);
              } else if (o.do === 'add') {
                expect(await on().add(k, o.value)).toBe(has === undefined);
                if (has === undefined) model.kv.set(k, o.value);
              } else if (o.do === 'replace') {
                expect(await on().replace(k, o.expect, o.value)).toBe(has === o.expect);
                if (has === o.expect) model.kv.set(k, o.value);
              } else if (o.do === 'delete') expect(await on().delete(k)).toBe(model.kv.delete(k));
              else {
                const n = model.streams.get(k) ?? 0;
                const fits = o.expect === undefined || o.expect === n;
                expect(await failure(on().append(k, ['e'], o.expect))).toBe(fits ? 'no failure' : 'conflict');
                if (fits) model.streams.set(k, n + 1);
              }
            }
          }
          if (open[0] !== undefined) {
            await open[0].t.rollback();
            model = open[0].before;
          }
          expect(await store.list(p)).toEqual(
            [...model.kv].map(([k, value]) => ({ key: k, value })).sort((a, b) => compareKeys(a.key, b.key)),
          );
          for (const k of ['a', 'b', 'ab', 'c/d']) expect(await store.count(p + k)).toBe(model.streams.get(p + k) ?? 0);
        }),
        { numRuns: 40, seed: 11 },
      );
    });
  });
}
