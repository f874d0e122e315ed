// Migration files on a real server: which there are, what comes of applying them, and what is there then.
import fs from 'node:fs';
import path from 'node:path';
import {catalogQueries} from './catalog_queries.mjs';
import {startServer} from './servers.mjs';
import {splitStatements} from './statements.mjs';

const isDown = (file) => /(^|[._-])(down|rollback|undo)\.sql$/i.test(path.basename(file));
const downMarker = /^--\s*(\+goose down|\+migrate down|migrate:down|down migration)\b|^---- create above \/ drop below ----/im;

// A file, or a directory's .sql files by name, down files left out.
export function migrationFiles(entry) {
  if (!fs.statSync(entry).isDirectory()) return [entry];
  const names = fs.readdirSync(entry, {recursive: true}).sort();
  const files = names.filter((name) => name.endsWith('.sql') && !isDown(name)).map((name) => path.join(entry, name));
  return files.filter((file) => fs.statSync(file).isFile());
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
  const failure = await failureOf(client, ['begin', ...statements, 'commit']);
  return needsNoTransaction.has(failure?.code) ? failureOf(client, statements) : failure;
}

async function catalogOf(client, version) {
  const catalog = {};
  await client.query('reset all');
  for (const [part, query] of Object.entries(catalogQueries(Number(version)))) {
    catalog[part] = (await client.query(query)).rows.map(({object}) => object);
  }
  return catalog;
}

// Applies the files to an empty database of that major version: {catalog, failures: [{file, error}]}. A file is a transaction, or runs
// statement by statement if it holds what no transaction may; after one that fails the next is tried.
export async function migrate(servers, version, files) {
  const server = await startServer(version, servers);
  try {
    const admin = await server.connect();
    await admin.query('create database migrated');
    await admin.end();
    const client = await server.connect('migrated');
    const failures = [];
    for (const file of files) {
      const error = await apply(client, file);
      if (error) failures.push({file, error});
    }
    const catalog = await catalogOf(client, version);
    await client.end();
    return {catalog, failures};
  } finally {
    await server.stop();
  }
}

export const failureText = ({file, error}) => `${file}: ${error.code ?? ''} ${error.message}`;
