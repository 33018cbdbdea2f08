/** The tables of the store, as migrations: never changed once released, only added to. */
import type { Migration } from './migrate.ts';

export const STORE_MIGRATIONS: readonly Migration[] = [
  {
    id: 1,
    name: 'keys with values',
    up: `
      create table sx_kv (
        key text collate "C" primary key,
        value text not null,
        expires_at bigint
      );
      create index sx_kv_expiry on sx_kv (expires_at) where expires_at is not null;`,
    down: 'drop table sx_kv;',
  },
  {
    id: 2,
    name: 'streams of events',
    // Appending is one at a time in the whole store, until the end of the transaction: positions grow in the order of commits, so that a
    // reader that has seen a position has seen everything before it.
    up: `
      create table sx_streams (
        stream text collate "C" primary key,
        events bigint not null
      );
      create table sx_events (
        position bigint generated always as identity primary key,
        stream text collate "C" not null references sx_streams (stream),
        number bigint not null,
        at bigint not null,
        data text not null,
        unique (stream, number)
      );
      create function sx_append(p_stream text, p_expected bigint, p_at bigint, p_data text[]) returns bigint
      language plpgsql as $$
      declare has bigint;
      begin
        perform pg_advisory_xact_lock(7261001);
        select events into has from sx_streams where stream = p_stream;
        has := coalesce(has, 0);
        if p_expected is not null and p_expected <> has then
          return -1 - has;
        end if;
        if cardinality(p_data) = 0 then
          return has;
        end if;
        insert into sx_streams (stream, events) values (p_stream, has + cardinality(p_data))
          on conflict (stream) do update set events = excluded.events;
        insert into sx_events (stream, number, at, data)
          select p_stream, has + n, p_at, d from unnest(p_data) with ordinality as e (d, n) order by n;
        return has + cardinality(p_data);
      end $$;`,
    down: 'drop function sx_append; drop table sx_events; drop table sx_streams;',
  },
];
