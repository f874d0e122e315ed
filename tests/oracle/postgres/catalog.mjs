// catalog.mjs SERVERS VERSION FILE|DIRECTORY...: applies migration files to an empty database of that major version (migrations.mjs), and
// prints what is there then, as JSON (README.md). Files that fail are told on standard error, and the exit code is 1.
import {failureText, migrate, migrationFiles} from './migrations.mjs';

const [servers, version, ...entries] = process.argv.slice(2);

// An object a line, so that a diff of two catalogs can be read.
function print(catalog) {
  const parts = Object.entries(catalog).map(([part, objects]) => {
    const lines = objects.map((object) => `    ${JSON.stringify(object)}`);
    return `  ${JSON.stringify(part)}: [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]`;
  });
  process.stdout.write(`{\n${parts.join(',\n')}\n}\n`);
}

const {catalog, failures} = await migrate(servers, version, entries.flatMap(migrationFiles));
print(catalog);
for (const failure of failures) console.error(failureText(failure));
process.exitCode = failures.length > 0 ? 1 : 0;
