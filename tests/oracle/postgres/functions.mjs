// functions.mjs SERVERS check|write: the built-in functions that src/sql/cost/builtin_functions.cpp lists, as the servers list them.
import fs from 'node:fs';
import {majors, startServer} from './servers.mjs';

const [servers, mode] = process.argv.slice(2);
const source = new URL('../../../src/sql/cost/builtin_functions.cpp', import.meta.url);
const columns = 126;

// What SQL can call: no handlers, triggers or input and output functions. Volatile where every form of the name is.
const query = `
  select proname, bool_and(provolatile = 'v') as is_volatile from pg_proc
  where pronamespace = 'pg_catalog'::regnamespace and prokind = 'f'
    and prorettype not in ('trigger'::regtype, 'event_trigger'::regtype, 'internal'::regtype, 'cstring'::regtype, 'index_am_handler'::regtype)
    and not 'internal'::regtype = any(proargtypes::oid[]) and not 'cstring'::regtype = any(proargtypes::oid[])
    and proname not like 'binary\\_upgrade%' and proname not like 'plpgsql\\_%'
  group by 1`;

async function functionsOf(major) {
  const server = await startServer(major, servers);
  try {
    const client = await server.connect();
    const {rows} = await client.query(query);
    await client.end();
    return rows;
  } finally {
    await server.stop();
  }
}

// name -> [first major, volatile on the last that has it]
const known = new Map();
for (const major of majors) {
  for (const {proname, is_volatile: isVolatile} of await functionsOf(major)) {
    known.set(proname, [known.get(proname)?.[0] ?? major, isVolatile]);
  }
}
const entries = [...known].sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, [since, isVolatile]]) => `${name}${isVolatile ? '!' : ''}${since === majors[0] ? '' : `@${since}`}`);

const lines = [];
for (const entry of entries) {
  const last = lines.at(-1);
  if (last === undefined || last.length + 1 + entry.length > columns) lines.push(entry);
  else lines[lines.length - 1] = `${last} ${entry}`;
}
const written = fs.readFileSync(source, 'utf8');
const expected = written.replace(/R"\(\n[^]*?\n\)"/, () => `R"(\n${lines.join('\n')}\n)"`);
if (mode === 'write') fs.writeFileSync(source, expected);
else if (written !== expected) {
  console.error('src/sql/cost/builtin_functions.cpp is not what the servers list: run functions.mjs write');
  process.exit(1);
}
console.log(`${entries.length} built-in functions`);
