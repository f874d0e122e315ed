// compare.mjs PROGRAM [VERSION...]: does PROGRAM say of every case what the servers did? All versions, unless some are named.
// PROGRAM is called as `PROGRAM sql --format json --schema schema.sql --pg VERSION --each FILE...`, every FILE holding one case, and
// prints an array of objects, one a statement, in order, with its file as place.file. Of each file the last object counts, the one of the
// case.
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {readCases, schemaFile} from './cases.mjs';
import {majors} from './servers.mjs';
import {readTruth, spanOf} from './truth.mjs';
import {changeTo, isOrdered, rowId, setUp, tableOf, types} from './type_changes.mjs';

const [program, ...versions] = process.argv.slice(2);
const wanted = versions.length > 0 ? versions : majors;
const filesAtATime = 500;
const truth = readTruth();

// --- what is to be asked, and what the servers answered ---

const effectResults = {
  nothing: {},
  index: {scans: {table: ['m']}},
  scan: {scans: {table: ['m']}},
  rewrite: {rewrites: {table: ['m']}, scans: {table: ['m']}},
};

function typeChange(from, to, using, effect) {
  const indexed = (effect === 'nothing' || effect === 'index') && isOrdered(from);
  return {
    id: `${rowId(from, using)} to ${to}`,
    statements: [...setUp, ...tableOf(from, indexed), changeTo(to, using)],
    expected: {locks: {table: {m: 'AccessExclusive'}}, ...effectResults[effect]},
  };
}

function typeChangesOn(version) {
  return [false, true].flatMap((using) => types.flatMap((from) => {
    const effects = truth[rowId(from, using)]?.[version] ?? {};
    return Object.entries(effects).flatMap(([effect, targets]) => targets.map((to) => typeChange(from, to, using, effect)));
  }));
}

// What a server refuses says nothing about locks.
function questionsOn(version) {
  const asked = readCases().flatMap(({id, before, statement}) => {
    const expected = truth[id]?.[version];
    return !expected || expected.error || expected.unprepared ? [] : [{id, statements: [...before, statement], expected}];
  });
  return [...asked, ...typeChangesOn(version)];
}

// --- asking ---

function ask(version, questions, directory) {
  const files = questions.map(({statements}, index) => {
    const file = path.join(directory, `${String(index).padStart(4, '0')}.sql`);
    fs.writeFileSync(file, statements.map((statement) => `${statement.replace(/;\s*$/, '')};\n`).join(''));
    return file;
  });
  const options = ['sql', '--format', 'json', '--schema', schemaFile, '--pg', version, '--each'];
  const {stdout, error} = spawnSync(program, [...options, ...files],
    {encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'inherit']});
  // Whatever the exit code says of the statements, there must be an answer.
  if (error || !stdout.startsWith('[')) throw error ?? new Error(`${program} does not answer`);
  const lastOf = new Map(JSON.parse(stdout).map((statement) => [path.basename(statement.place.file), statement]));
  return files.map((file) => lastOf.get(path.basename(file)) ?? {});
}

// --- comparing ---

// The kinds of all relations a case ever met; whatever the servers never touched is taken for a table.
const kindOf = new Map([['m_v', 'index']]);
for (const results of Object.values(truth)) {
  for (const {locks = {}} of Object.values(results)) {
    for (const [kind, names] of Object.entries(locks)) for (const name of Object.keys(names)) kindOf.set(name, kind);
  }
}

const plainName = (name) => name.replace(/^public\./, '');
const plainNames = (names = []) => new Set(names.map(plainName));

// {kind: [name]}
function sortedOut(names, kinds) {
  const sorted = {};
  for (const name of names) (sorted[kinds(name)] ??= []).push(name);
  return sorted;
}

// Differences as [what, kind, text]. What is in `either` may be said or not.
function lockDifferences(expected, actual, kinds) {
  const said = new Map(Object.entries(actual).map(([name, mode]) => [plainName(name), mode]));
  const found = [];
  for (const [kind, locks] of Object.entries(expected)) {
    for (const [name, mode] of Object.entries(locks)) {
      if (said.get(name) !== mode) found.push(['locks', kind, `${name} is locked ${mode}, said ${said.get(name) ?? 'nothing'}`]);
      said.delete(name);
    }
  }
  for (const [name, mode] of said) found.push(['locks', kinds(name), `${name} is not locked, said ${mode}`]);
  return found;
}

function setDifferences(what, expected, actual, kinds, either = {}) {
  const said = plainNames(actual);
  for (const name of Object.values(either).flat()) said.delete(name);
  const found = [];
  for (const [kind, names] of Object.entries(expected)) {
    for (const name of names) if (!said.delete(name)) found.push([what, kind, `${name} is missing in ${what}`]);
  }
  for (const [kind, names] of Object.entries(sortedOut(said, kinds))) {
    found.push([what, kind, `${names.join(', ')} should not be in ${what}`]);
  }
  return found;
}

function valueDifferences(what, expected, actual) {
  return expected === undefined || expected === actual ? [] : [[what, 'table', `${what} is ${expected}, said ${actual ?? 'nothing'}`]];
}

function differencesOf({expected}, actual) {
  const own = new Map(Object.entries(expected.locks ?? {}).flatMap(([kind, names]) => Object.keys(names).map((name) => [name, kind])));
  const kinds = (name) => own.get(name) ?? kindOf.get(name) ?? 'table';
  const rerun = expected.rerun && (expected.rerun === 'ok' ? 'ok' : 'fails');
  return [
    ...lockDifferences(expected.locks ?? {}, actual.locks ?? {}, kinds),
    ...setDifferences('rewrites', expected.rewrites ?? {}, actual.rewrites, kinds, expected.remade),
    ...setDifferences('scans', expected.scans ?? {}, actual.scans, kinds),
    ...valueDifferences('transaction', expected.transaction ?? 'any', actual.transaction),
    ...(actual.rerun === 'unknown' ? [] : valueDifferences('rerun', rerun, actual.rerun)),
  ];
}

// Cases whose answer hangs on rows, on what functions do, or on forms nobody writes in a migration: a line each, with # comments.
function readKnown() {
  const text = fs.readFileSync(new URL('known_differences.txt', import.meta.url), 'utf8');
  return new Set(text.split('\n').map((line) => line.replace(/#.*/, '').trim()).filter(Boolean));
}

// --- reporting ---

// {`kind what`: {id: {text: [version]}}}
const differences = {};
const counts = {};

function note(version, question, actual) {
  for (const [what, kind, text] of differencesOf(question, actual)) {
    (((differences[`${kind} ${what}`] ??= {})[question.id] ??= {})[text] ??= []).push(version);
  }
}

for (const version of wanted) {
  const questions = questionsOn(version);
  counts[version] = questions.length;
  for (let start = 0; start < questions.length; start += filesAtATime) {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'cases-'));
    const batch = questions.slice(start, start + filesAtATime);
    ask(version, batch, directory).forEach((actual, index) => note(version, batch[index], actual));
    fs.rmSync(directory, {recursive: true});
  }
}

const decisive = (aspect) => /^(table|matview) /.test(aspect);
const known = readKnown();
const decided = Object.entries(differences).filter(([aspect]) => decisive(aspect));
const differing = new Set(decided.flatMap(([, cases]) => Object.keys(cases)));
const unexpected = [...differing].filter((id) => !known.has(id)).sort();
const settled = wanted.length === majors.length ? [...known].filter((id) => !differing.has(id)).sort() : [];
const shown = new RegExp(process.env.SHOW ?? '^(table|matview) ');
for (const [aspect, cases] of Object.entries(differences).filter(([name]) => shown.test(name))) {
  for (const [id, texts] of Object.entries(cases)) {
    for (const [text, on] of Object.entries(texts)) console.error(`${id} on ${spanOf(on)}: ${text} (${aspect})`);
  }
}
console.log(Object.entries(counts).map(([version, count]) => `PostgreSQL ${version}: ${count} cases`).join('\n'));
for (const [aspect, cases] of Object.entries(differences).sort()) {
  console.log(`${aspect}: ${Object.keys(cases).length} cases differ${decisive(aspect) ? '' : ' (not decisive)'}`);
}
console.log(`${differing.size} cases differ on tables, ${known.size} of them are listed in known_differences.txt`);
for (const id of unexpected) console.error(`${id} differs and is not in known_differences.txt`);
for (const id of settled) console.error(`${id} is in known_differences.txt and no longer differs: take it out`);
process.exit(unexpected.length + settled.length > 0 ? 1 : 0);
