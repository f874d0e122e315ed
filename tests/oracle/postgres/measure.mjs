// What one case does on one server: its locks, rewrites and scans, whether it may run in a transaction, and what a second run does.
import {measureBlocked} from './blocked.mjs';
import {locksOf, picture, remade, rewritten, scanned, strongestLocks} from './relations.mjs';

const forbiddenInTransaction = '25001';
const needsTransaction = '25P01';

async function attempt(client, sql) {
  try {
    await client.query(sql);
    return undefined;
  } catch (error) {
    if (error.code === undefined) throw error;
    return error.code;
  }
}

async function runAll(client, statements) {
  for (const statement of statements) {
    const code = await attempt(client, statement);
    if (code) return code;
  }
  return undefined;
}

async function measureInTransaction(client, statement) {
  await client.query('begin');
  const before = await picture(client);
  const error = await attempt(client, statement);
  if (error) {
    await client.query('rollback');
    return {error};
  }
  const pid = client.processID;
  const result = {locks: strongestLocks(before, await locksOf(client, pid))};
  const after = await picture(client);
  const atCommit = await attempt(client, 'commit');
  if (atCommit) return {error: atCommit};
  return {...result, rewrites: rewritten(before, after), remade: remade(before, after), scans: scanned(before, after)};
}

// A statement that makes sense in a transaction only is run twice in one.
async function rerun(client, statement) {
  const code = await attempt(client, statement);
  if (code !== needsTransaction) return code ?? 'ok';
  return (await runAll(client, ['begin', statement, statement, 'commit'])) ?? 'ok';
}

async function insideTransaction({connect}, {before, statement}) {
  const client = await connect();
  try {
    const unprepared = await runAll(client, before);
    if (unprepared) return {unprepared};
    const result = await measureInTransaction(client, statement);
    return result.error ? result : {...result, rerun: await rerun(client, statement)};
  } finally {
    await client.end();
  }
}

async function outsideTransaction(database, one) {
  const result = {transaction: 'forbidden', ...(await measureBlocked(database, one))};
  if (result.error) return result;
  const client = await database.connect();
  result.rerun = await rerun(client, one.statement);
  await client.end();
  return result;
}

// freshDatabase() makes a database of the schema and returns {major, connect, drop}. The result is `unprepared` (SQLSTATE of a statement
// that comes first), or `error` (SQLSTATE), or locks, rewrites, remade, scans and rerun ('ok' or an SQLSTATE); beside them transaction:
// 'forbidden' where it is.
export async function measure(freshDatabase, one) {
  const measured = await using(freshDatabase, (database) => insideTransaction(database, one));
  if (measured.error !== forbiddenInTransaction) return measured;
  return using(freshDatabase, (database) => outsideTransaction(database, one));
}

async function using(freshDatabase, work) {
  const database = await freshDatabase();
  try {
    return await work(database);
  } finally {
    await database.drop();
  }
}
