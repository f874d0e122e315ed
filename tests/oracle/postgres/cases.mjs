// The cases: cases/<family>.sql, each a run of statements below a line `-- case: <name>`. The last statement is the one that is
// measured, those above it come first and are committed. A statement starts at the left margin; its further lines are indented.
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
export const schemaFile = path.join(here, 'schema.sql');

function statementsOf(lines) {
  const statements = [];
  for (const line of lines.filter((text) => text.trim() !== '' && !text.startsWith('--'))) {
    if (/^\s/.test(line) && statements.length > 0) statements.push(`${statements.pop()}\n${line}`);
    else statements.push(line);
  }
  return statements;
}

function casesOf(family, text) {
  const [, ...blocks] = text.split(/^-- case: */m);
  return blocks.map((block) => {
    const [name, ...lines] = block.split('\n');
    const statements = statementsOf(lines);
    if (statements.length === 0) throw new Error(`${family}/${name} has no statement`);
    return {id: `${family}/${name.trim()}`, before: statements.slice(0, -1), statement: statements.at(-1)};
  });
}

// Every case in the order of files and lines: id, before (statements), statement.
export function readCases() {
  const directory = path.join(here, 'cases');
  const files = fs.readdirSync(directory).filter((name) => name.endsWith('.sql')).sort();
  const cases = files.flatMap((name) => casesOf(path.basename(name, '.sql'), fs.readFileSync(path.join(directory, name), 'utf8')));
  const seen = new Set();
  for (const {id} of cases) {
    if (seen.has(id)) throw new Error(`two cases are called ${id}`);
    seen.add(id);
  }
  return cases;
}
