// compare_catalogs.mjs PROGRAM SERVERS VERSION[,VERSION...] FILE|DIRECTORY...: do these migrations leave what PROGRAM says they do?
// PROGRAM is called with the files the server took, and prints its catalog (catalog_of.cpp). A file whose first line is
// `-- since PostgreSQL N` is left out on older ones. The exit code is 1 where a file is refused, and where the differences are others than
// those that known_differences.txt in the directory lists.
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {catalogDifferences} from './catalog_differences.mjs';
import {failureText, migrate, migrationFiles} from './migrations.mjs';

const [program, servers, versions, ...entries] = process.argv.slice(2);

function runsOn(version, file) {
  const since = /^-- since PostgreSQL (\d+)/.exec(fs.readFileSync(file, 'utf8'))?.[1] ?? 0;
  return Number(version) >= Number(since);
}

function ask(files) {
  const {stdout, status, error} = spawnSync(program, files, {encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'inherit']});
  if (error || status !== 0) throw error ?? new Error(`${program} does not answer`);
  return JSON.parse(stdout);
}

// A line each, with # comments.
function readKnown() {
  const lists = entries.map((entry) => path.join(entry, 'known_differences.txt')).filter((list) => fs.existsSync(list));
  const lines = lists.flatMap((list) => fs.readFileSync(list, 'utf8').split('\n'));
  return new Set(lines.map((line) => line.replace(/#.*/, '').trim()).filter(Boolean));
}

function countsByPart(differences) {
  const counts = {};
  for (const [part] of differences) counts[part] = (counts[part] ?? 0) + 1;
  return Object.entries(counts).map(([part, count]) => `${count} in ${part}`).join(', ');
}

const known = readKnown();
const settled = new Set(known);

async function compareOn(version) {
  const files = entries.flatMap(migrationFiles).filter((file) => runsOn(version, file));
  const {catalog, failures} = await migrate(servers, version, files);
  for (const failure of failures) console.error(failureText(failure));
  const refused = new Set(failures.map(({file}) => file));
  const {differences, objects, partial} = catalogDifferences(catalog, ask(files.filter((file) => !refused.has(file))));
  const lines = differences.map((difference) => difference.join(' '));
  for (const line of lines) settled.delete(line);
  const unexpected = lines.filter((line) => !known.has(line));
  for (const line of unexpected) console.error(`PostgreSQL ${version}: ${line}`);
  console.log(`PostgreSQL ${version}: ${files.length} files, ${refused.size} refused; ${objects} objects, ${differences.length} differ`
    + `${differences.length > 0 ? ` (${countsByPart(differences)})` : ''}; ${partial.length} tables known in part`);
  return unexpected.length + refused.size;
}

let wrong = 0;
for (const version of versions.split(',')) wrong += await compareOn(version);
for (const line of settled) console.error(`known_differences.txt lists what no longer differs: ${line}`);
process.exit(wrong + settled.size > 0 ? 1 : 0);
