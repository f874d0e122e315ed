// link_libraries.mjs SERVERS: makes the links between library names that npm packages cannot carry and list in a file instead.
import fs from 'node:fs';
import path from 'node:path';

const modules = path.resolve(process.argv[2], 'node_modules');
for (const name of fs.readdirSync(modules).filter((module) => module.startsWith('postgres-1'))) {
  const root = path.join(modules, name);
  for (const {source, target} of JSON.parse(fs.readFileSync(path.join(root, 'native/pg-symlinks.json'), 'utf8'))) {
    fs.rmSync(path.join(root, target), {force: true});
    fs.symlinkSync(path.basename(source), path.join(root, target));
  }
}
