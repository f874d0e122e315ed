// catalog.mjs SERVERS VERSION FILE|DIRECTORY...: applies migration files to an empty database of that major version, and prints what is
// there then, as JSON (README.md). Of a directory: its .sql files by name, down files left out. A file is a
// transaction, or runs statement by statement if it holds what no transaction may; one that fails is told on standard error, the next
// is tried, and the exit code is 1.
import fs from 'node:fs';
import path from 'node:path';
import {catalogQueries} from './catalog_queries.mjs';
import {startServer} from './servers.mjs';
import {splitStatements} from './statements.mjs';

const [servers, version, ...arguments_] = process.argv.slice(2);

const isDown = (file) => /(^|[._-])(down|rollback|undo)\.sql$/i.test(path.basename(file));
const downMarker = /^--\s*(\+goose down|\+migrate down|migrate:down|down migration)\b|^---- create above \/ drop below ----/im;

function migrationFiles(entry) {
  if (!fs.statSync(entry).isDirectory()) return [entry];
  const names = fs.readdirSync(entry, {recursive: true}).sort();
  return names.filter((name) => name.endsWith('.sql') && !isDown(name)).map((name) => path.join(entry, name));
}

const upPart = (text) => text.split(downMarker)[0];

// The error that ends a run of statements, if one does.
async function failureOf(client, statements) {
  try {
    for (const statement of statements) await client.query(statement);
    return undefined;
  } catch (error) {
    await client.query('rollback');
    return error;
  }
}

// What only works outside a transaction, or after one.
const needsNoTransaction = new Set(['25001', '55P04']);

async function apply(client, file) {
  const statements = splitStatements(upPart(fs.readFileSync(file, 'utf8')));
  let failure = await failureOf(client, ['begin', ...statements, 'commit']);
  if (needsNoTransaction.has(failure?.code)) failure = await failureOf(client, statements);
  return failure && `${file}: ${failure.code ?? ''} ${failure.message}`;
}

async function catalogOf(client) {
  const catalog = {};
  await client.query('reset all');
  for (const [part, query] of Object.entries(catalogQueries(Number(version)))) {
    catalog[part] = (await client.query(query)).rows.map(({object}) => object);
  }
  return catalog;
}

// An object a line, so that a diff of two catalogs can be read.
function print(catalog) {
  const parts = Object.entries(catalog).map(([part, objects]) => {
    const lines = objects.map((object) => `    ${JSON.stringify(object)}`);
    return `  ${JSON.stringify(part)}: [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]`;
  });
  process.stdout.write(`{\n${parts.join(',\n')}\n}\n`);
}

const server = await startServer(version, servers);
try {
  const admin = await server.connect();
  await admin.query('create database migrated');
  await admin.end();
  const client = await server.connect('migrated');
  const failures = [];
  for (const file of arguments_.flatMap(migrationFiles)) failures.push(await apply(client, file));
  print(await catalogOf(client));
  await client.end();
  for (const failure of failures.filter(Boolean)) console.error(failure);
  process.exitCode = failures.some(Boolean) ? 1 : 0;
} finally {
  await server.stop();
}
