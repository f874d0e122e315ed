// oracle.mjs SERVERS check|record|show [VERSION...]: runs every case on real servers (all versions, unless some are named).
//   check    fails where a server does not do what truth.json says
//   record   writes truth.json anew, with all cases on all versions
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
const databasesAtATime = 4;
const only = new RegExp(process.env.ONLY ?? '');
const cases = readCases().filter(({id}) => only.test(id));

// Makes databases that hold the schema, one after the other is asked for.
async function databaseMaker(server) {
  const admin = await server.connect();
  await admin.query('create database template_shop');
  const client = await server.connect('template_shop');
  await client.query(fs.readFileSync(schemaFile, 'utf8'));
  await client.end();
  const copying = Number(server.major) >= 15 ? 'strategy file_copy' : '';
  let count = 0;
  return async () => {
    const name = `shop_${(count += 1)}`;
    const maker = await server.connect();
    await maker.query(`create database ${name} template template_shop ${copying}`);
    const connect = () => server.connect(name);
    // One with a subscription cannot be dropped, and goes with the server.
    const drop = () => maker.query(`drop database ${name}`).catch(() => {}).then(() => maker.end());
    return {major: server.major, connect, drop};
  };
}

// At most so many of the works at a time.
async function inParallel(works, limit) {
  const queue = [...works];
  const worker = async () => { while (queue.length > 0) await queue.shift()(); };
  await Promise.all(Array.from({length: limit}, worker));
}

async function measureCases(freshDatabase, version) {
  const results = Object.fromEntries(cases.map(({id}) => [id, undefined]));
  await inParallel(cases.map((one) => async () => {
    try {
      results[one.id] = await measure(freshDatabase, one);
    } catch (error) {
      throw new Error(`${one.id} on ${version}: ${error.stack}`);
    }
  }), databasesAtATime);
  return results;
}

async function measureOn(version) {
  const server = await startServer(version, servers);
  try {
    const freshDatabase = await databaseMaker(server);
    const results = await measureCases(freshDatabase, version);
    return only.test('type-changes') ? {...results, ...(await measureTypeChanges(freshDatabase))} : results;
  } finally {
    await server.stop();
  }
}

// {id: {version: result}}
async function measureAll() {
  const byVersion = {};
  await inParallel(wanted.map((version) => async () => {
    byVersion[version] = await measureOn(version);
    console.error(`PostgreSQL ${version}: ${Object.keys(byVersion[version]).length} results`);
  }), os.availableParallelism());
  const measured = {};
  for (const version of wanted) for (const [id, result] of Object.entries(byVersion[version])) (measured[id] ??= {})[version] = result;
  return measured;
}

const measured = await measureAll();
if (command === 'show') process.stdout.write(formatTruth(measured));
if (command === 'record') fs.writeFileSync(truthFile, formatTruth(measured));
if (command === 'check') {
  const truth = Object.fromEntries(Object.entries(readTruth()).filter(([id]) => only.test(id)));
  const found = differences(truth, measured);
  for (const difference of found) console.error(difference);
  console.log(`${Object.keys(measured).length} results on PostgreSQL ${wanted.join(', ')}: ${found.length} differ from truth.json`);
  process.exit(found.length === 0 ? 0 : 1);
}
