// The SARIF files of a directory; there must be some, or the check that asks for them would check nothing.
import fs from 'node:fs';
import path from 'node:path';

export function sarifFiles(directory) {
  const files = fs.readdirSync(directory).filter((name) => name.endsWith('.sarif')).sort();
  if (files.length === 0) {
    console.error(`no SARIF files in ${directory}: the tests that write them did not run`);
    process.exit(1);
  }
  return files.map((name) => path.join(directory, name));
}
