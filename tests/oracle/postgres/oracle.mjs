// oracle.mjs SERVERS check|record|show [VERSION...]: runs every case on real servers (all versions, unless some are named).
//   check    fails where a server does not do what truth.json says
//   record   writes truth.json anew; takes all versions
//   show     prints what the cases do; the environment's ONLY is a pattern for their names
import fs from 'node:fs';
import os from 'node:os';
import {readCases, schemaFile} from './cases.mjs';
import {measure} from './measure.mjs';
import {majors, startServer} from './servers.mjs';
import {differences, formatTruth, readTruth, truthFile} from './truth.mjs';
import {measureTypeChanges} from './type_changes.mjs';

const [servers, command, ...versions] = process.argv.slice(2);
const wanted = versions.length > 0 ? versions : majors;
const only = new RegExp(process.env.ONLY ?? '');
const cases = readCases().filter(({id}) => only.test(id));

async function withTemplate(server, work) {
  const admin = await server.connect();
  await admin.query('create database template_shop');
  const client = await server.connect('template_shop');
  await client.query(fs.readFileSync(schemaFile, 'utf8'));
  await client.end();
  const copying = Number(server.major) >= 15 ? 'strategy file_copy' : '';
  let count = 0;
  async function freshDatabase() {
    const name = `shop_${(count += 1)}`;
    await admin.query(`create database ${name} template template_shop ${copying}`);
    return {
      connect: () => server.connect(name),
      drop: () => admin.query(`drop database ${name}`),
    };
  }
  await work(freshDatabase);
  await admin.end();
}

async function measureOn(version) {
  const results = {};
  const server = await startServer(version, servers);
  try {
    await withTemplate(server, async (freshDatabase) => {
      for (const one of cases) {
        try {
          results[one.id] = await measure(freshDatabase, one);
        } catch (error) {
          throw new Error(`${one.id} on ${version}: ${error.stack}`);
        }
      }
      if (only.test('type-changes')) Object.assign(results, await measureTypeChanges(freshDatabase));
    });
  } finally {
    await server.stop();
  }
  return results;
}

// {id: {version: result}}; as many servers at a time as there are processors.
async function measureAll() {
  const queue = [...wanted];
  const byVersion = {};
  async function worker() {
    while (queue.length > 0) {
      const version = queue.shift();
      byVersion[version] = await measureOn(version);
      console.error(`PostgreSQL ${version}: ${Object.keys(byVersion[version]).length} results`);
    }
  }
  await Promise.all(Array.from({length: Math.min(os.availableParallelism(), wanted.length)}, worker));
  const measured = {};
  for (const version of wanted) for (const [id, result] of Object.entries(byVersion[version])) (measured[id] ??= {})[version] = result;
  return measured;
}

const measured = await measureAll();
if (command === 'show') process.stdout.write(formatTruth(measured));
if (command === 'record') fs.writeFileSync(truthFile, formatTruth(measured));
if (command === 'check') {
  const found = differences(readTruth(), measured);
  for (const difference of found) console.error(difference);
  console.log(`${Object.keys(measured).length} results on PostgreSQL ${wanted.join(', ')}: ${found.length} differ from truth.json`);
  process.exit(found.length === 0 ? 0 : 1);
}
