// Every pair of common types: what ALTER COLUMN ... TYPE does to a table whose only column has the one and gets the other.
import {picture, remade, rewritten, scanned} from './relations.mjs';

export const types = [
  'smallint', 'int', 'bigint', 'numeric', 'numeric(10,2)', 'numeric(12,2)', 'numeric(12,4)', 'real', 'double precision', 'money',
  'oid', 'regclass', 'text', 'varchar', 'varchar(10)', 'varchar(20)', 'char(5)', 'char(10)', 'bpchar', 'name', 'citext', 'bytea',
  'uuid', 'boolean', 'bit(5)', 'bit(8)', 'varbit', 'varbit(5)', 'varbit(10)', 'json', 'jsonb', 'xml', 'inet', 'cidr', 'macaddr',
  'tsvector', 'point', 'date', 'time', 'time(2)', 'time(4)', 'timetz', 'timestamp', 'timestamp(0)', 'timestamp(3)', 'timestamptz',
  'timestamptz(3)', 'interval', 'interval(2)', 'interval(4)', 'interval day to second', 'int4range', 'int8range', 'period', 'text[]',
  'varchar[]', 'varchar(5)[]', 'varchar(10)[]', 'int[]', 'bigint[]', 'numeric(10,2)[]', 'positive[]', 'order_state', 'mood', 'email',
  'short_code', 'amount', 'positive', 'percent', 'required_text', 'address',
];

// Has it an order, so that a column may have an index?
export const isOrdered = (type) => !['json', 'xml', 'point'].includes(type);

// What comes before every change, beside the schema. An index is there only where the change leaves the table as it is.
export const setUp = ['create extension citext'];
export const tableOf = (type, indexed) => [`create table m (v ${type})`, ...(indexed ? ['create index m_v on m (v)'] : [])];
export const changeTo = (type, using) => `alter table m alter column v type ${type}${using ? ` using v::${type}` : ''}`;

async function effect(client, change) {
  await client.query('begin');
  try {
    const before = await picture(client);
    await client.query(change);
    const after = await picture(client);
    const rewrites = rewritten(before, after);
    if (rewrites.table) return 'rewrite';
    if (rewrites.index || remade(before, after).index) return 'index';
    return scanned(before, after).table ? 'scan' : 'nothing';
  } catch (error) {
    if (error.code === undefined) throw error;
    return 'error';
  } finally {
    await client.query('rollback');
  }
}

// {effect: [target types]} of a column of that type.
async function effectsFrom(client, from, using) {
  const effects = {};
  await client.query(tableOf(from)[0]);
  for (const to of types) effects[to] = await effect(client, changeTo(to, using));
  if (isOrdered(from)) {
    await client.query(tableOf(from, true)[1]);
    for (const to of types.filter((type) => effects[type] === 'nothing')) {
      const withIndex = await effect(client, changeTo(to, using));
      effects[to] = withIndex === 'error' ? 'nothing' : withIndex;
    }
  }
  await client.query('drop table m');
  const grouped = {};
  for (const to of types) if (effects[to] !== 'error') (grouped[effects[to]] ??= []).push(to);
  return grouped;
}

export const rowId = (from, using) => `type-changes/${from}${using ? ' using' : ''}`;

// One result for each type changed from, without and with a USING clause: {effect: [target types]}, where effect is `nothing`, `scan`,
// `index` (its index is built again) or `rewrite`; where a target is in no list, the server refuses.
export async function measureTypeChanges(freshDatabase) {
  const database = await freshDatabase();
  const client = await database.connect();
  const results = {};
  for (const sql of setUp) await client.query(sql);
  for (const using of [false, true]) {
    for (const from of types) results[rowId(from, using)] = await effectsFrom(client, from, using);
  }
  await client.end();
  await database.drop();
  return results;
}
