// What a transaction has done to relations so far: a picture before, a picture after, and what lies between.

const kinds = {r: 'table', p: 'table', m: 'matview', v: 'view', i: 'index', I: 'index', S: 'sequence', c: 'type', f: 'table'};
const strength = ['AccessShare', 'RowShare', 'RowExclusive', 'ShareUpdateExclusive', 'Share', 'ShareRowExclusive', 'Exclusive',
  'AccessExclusive'];

const relations = (scans) => `
  select c.oid::text, c.relkind as kind, pg_relation_filenode(c.oid) as file, ${scans}(c.oid)::int as scans,
    case when n.nspname = 'public' or n.nspname ~ '^pg_temp_' then '' else n.nspname || '.' end || c.relname as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname !~ '^(pg_|information_schema)' or n.nspname ~ '^pg_temp_'`;

const pictureWith = async (client, scans) => new Map((await client.query(relations(scans))).rows.map((row) => [row.oid, row]));

// All relations as a transaction sees them, its own scans counted.
export const picture = (client) => pictureWith(client, 'pg_stat_get_xact_numscans');

// The same with the scans of ended sessions, which servers before 15 tell after a while only.
export async function settledPicture(client, major) {
  await new Promise((resolve) => setTimeout(resolve, Number(major) < 15 ? 1200 : 100));
  return pictureWith(client, 'pg_stat_get_numscans');
}

// The locks of a backend, held and waited for: rows of oid and mode.
export async function locksOf(client, pid) {
  const {rows} = await client.query(`
    select relation::text as oid, replace(mode, 'Lock', '') as mode from pg_locks
    where pid = $1 and locktype = 'relation' and database = (select oid from pg_database where datname = current_database())`, [pid]);
  return rows;
}

const byName = (a, b) => (a[0] < b[0] ? -1 : 1);

// The strongest lock on each relation that was there before: {kind: {name: mode}}.
export function strongestLocks(before, rows) {
  const found = {};
  for (const {oid, mode} of rows) {
    const relation = before.get(oid);
    if (!relation) continue;
    const locks = (found[kinds[relation.kind]] ??= {});
    const name = relation.name;
    if (!locks[name] || strength.indexOf(mode) > strength.indexOf(locks[name])) locks[name] = mode;
  }
  const sorted = Object.entries(found).map(([kind, locks]) => [kind, Object.fromEntries(Object.entries(locks).sort(byName))]);
  return Object.fromEntries(sorted.sort(byName));
}

function namesByKind(before, condition) {
  const found = {};
  for (const was of before.values()) {
    if (condition(was)) (found[kinds[was.kind]] ??= []).push(was.name);
  }
  return Object.fromEntries(Object.entries(found).map(([kind, names]) => [kind, names.sort()]).sort(byName));
}

// Relations with another file than before: {kind: [name]}.
export function rewritten(before, after) {
  return namesByKind(before, (was) => after.has(was.oid) && after.get(was.oid).file !== was.file);
}

// Indexes that were dropped and made again under their name, with another file.
export function remade(before, after) {
  const files = new Map([...after.values()].map(({name, file}) => [name, file]));
  return namesByKind(before, ({kind, oid, name, file}) => kind === 'i' && !after.has(oid) && files.has(name) && files.get(name) !== file);
}

// Tables and materialized views that were read from end to end.
export function scanned(before, after) {
  return namesByKind(before, (was) => 'rm'.includes(was.kind) && after.has(was.oid) && after.get(was.oid).scans > was.scans);
}
