// Measures a statement that no transaction may hold: its locks are gone when it ends, so others stand in its way, and its locks are
// read whenever it has to wait. It waits for every table that it locks; on an index a lock is seen or not as it happens to wait, so
// those on indexes are no result.
import {locksOf, remade, rewritten, scanned, settledPicture, strongestLocks} from './relations.mjs';

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const reachesAll = /^(vacuum|analyze|cluster|reindex)\b/i;

// The tables the statement may touch: those it names, itself or by an index, with their partitions and the tables they refer to; all,
// if it is one that means all when it names none.
async function tablesOf(client, statement) {
  const {rows} = await client.query(`
    select c.oid, c.relkind as kind, i.indrelid as owner, c.relname as name, format('%I.%I', n.nspname, c.relname) as sql,
      array(select inhparent from pg_inherits where inhrelid = c.oid
        union select conrelid from pg_constraint where confrelid = c.oid) as above
    from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_index i on i.indexrelid = c.oid
    where n.nspname !~ '^(pg_|information_schema)' and c.relkind in ('r', 'p', 'm', 'i', 'I') order by c.oid`);
  const words = new Set(statement.toLowerCase().match(/[a-z_0-9]+/g));
  const tables = rows.filter(({kind}) => 'rpm'.includes(kind));
  const named = new Set(rows.filter(({name}) => words.has(name)).map(({oid, owner}) => owner ?? oid));
  if (named.size === 0) return reachesAll.test(statement) ? tables : [];
  for (const {oid, above} of [...tables, ...tables]) if (above.some((other) => named.has(other))) named.add(oid);
  return tables.filter(({oid}) => named.has(oid));
}

// One that blocks the first lock of the statement, and one that makes it wait for transactions that may still write.
async function blockersOf(connect, {kind, sql}) {
  const holds = kind === 'm' ? [`analyze ${sql}`, `select from ${sql} limit 0`]
    : [`lock table only ${sql} in share update exclusive mode`, `lock table only ${sql} in row exclusive mode`];
  const blockers = [];
  for (const hold of holds) {
    const client = await connect();
    await client.query('begin');
    await client.query(hold);
    blockers.push(client);
  }
  return blockers;
}

// Lets the statement run, releasing what it waits for whenever it waits; all locks it was seen with.
async function watch(observer, victim, running, blockers) {
  const seen = [];
  let over = false;
  const ended = running.finally(() => { over = true; });
  while (!over) {
    const waitsFor = await blockedBy(observer, victim);
    if (waitsFor.length === 0) {
      await sleep(2);
      continue;
    }
    seen.push(...(await locksOf(observer, victim)));
    for (const blocker of blockers.filter(({processID}) => waitsFor.includes(processID))) await blocker.query('rollback');
  }
  await ended;
  return seen;
}

async function blockedBy(observer, pid) {
  return (await observer.query('select pg_blocking_pids($1) as pids', [pid])).rows[0].pids;
}

export async function measureBlocked({connect, major}, {before, statement}) {
  const observer = await connect();
  const victim = await connect();
  for (const sql of before) await victim.query(sql);
  const was = await settledPicture(observer, major);
  const blockers = [];
  for (const table of await tablesOf(observer, statement)) blockers.push(...(await blockersOf(connect, table)));
  const running = victim.query(statement).then(() => undefined, (error) => error.code);
  const seen = await watch(observer, victim.processID, running, blockers);
  const error = await running;
  for (const client of [victim, ...blockers]) await client.end();
  const now = await settledPicture(observer, major);
  await observer.end();
  if (error) return {error};
  const {index: _, ...locks} = strongestLocks(was, seen);
  return {locks, rewrites: rewritten(was, now), remade: remade(was, now), scans: scanned(was, now)};
}
