// sarif_schema.mjs TOOLS DIRECTORY: every SARIF file there satisfies the SARIF 2.1.0 schema.
import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {sarifFiles} from './sarif_files.mjs';

const [tools, directory] = process.argv.slice(2);
const require = createRequire(path.resolve(tools, 'package.json'));
const Ajv = require('ajv/dist/2020').default;
const schemaFile = path.join(tools, 'node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json');

const ajv = new Ajv({strict: false, allErrors: true});
require('ajv-formats')(ajv);
const validate = ajv.compile(JSON.parse(fs.readFileSync(schemaFile, 'utf8').replace(/^\uFEFF/, '')));

let bad = 0;
for (const file of sarifFiles(directory)) {
  if (validate(JSON.parse(fs.readFileSync(file, 'utf8')))) continue;
  bad += 1;
  for (const error of validate.errors) console.error(`${file}: ${error.instancePath} ${error.message}`);
}
process.exit(bad === 0 ? 0 : 1);
