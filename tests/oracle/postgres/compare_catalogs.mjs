// compare_catalogs.mjs PROGRAM SERVERS VERSION[,VERSION...] FILE|DIRECTORY...: do these migrations leave what PROGRAM says they do?
// PROGRAM is called with the files the server took, and prints its catalog (catalog_of.cpp). A file whose first line is
// `-- since PostgreSQL N` is left out on older ones. Differences that known_catalog_differences.txt does not list make the exit code 1.
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
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
  const text = fs.readFileSync(new URL('known_catalog_differences.txt', import.meta.url), 'utf8');
  return new Set(text.split('\n').map((line) => line.replace(/#.*/, '').trim()).filter(Boolean));
}

function countsByPart(differences) {
  const counts = {};
  for (const [part] of differences) counts[part] = (counts[part] ?? 0) + 1;
  return Object.entries(counts).map(([part, count]) => `${count} in ${part}`).join(', ');
}

async function compareOn(version, known) {
  const files = entries.flatMap(migrationFiles).filter((file) => runsOn(version, file));
  const {catalog, failures} = await migrate(servers, version, files);
  for (const failure of failures) console.error(failureText(failure));
  const refused = new Set(failures.map(({file}) => file));
  const {differences, objects, partial} = catalogDifferences(catalog, ask(files.filter((file) => !refused.has(file))));
  const unexpected = differences.filter((difference) => !known.has(difference.join(' ')));
  for (const difference of unexpected) console.error(`PostgreSQL ${version}: ${difference.join(' ')}`);
  console.log(`PostgreSQL ${version}: ${files.length} files, ${refused.size} refused; ${objects} objects, ${differences.length} differ`
    + `${differences.length > 0 ? ` (${countsByPart(differences)})` : ''}; ${partial.length} tables known in part`);
  return unexpected.length + refused.size;
}

const known = readKnown();
let wrong = 0;
for (const version of versions.split(',')) wrong += await compareOn(version, known);
process.exit(wrong > 0 ? 1 : 0);
