// sarif_multitool.mjs TOOLS DIRECTORY: SARIF Multitool has nothing to say, by its own and by GitHub's rules.
// It exits with 0 whatever it finds, so its own results are counted.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {sarifFiles} from './sarif_files.mjs';

const [tools, directory] = process.argv.slice(2);
const multitool = path.join(tools, 'node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'sarif-'));
const output = path.join(scratch, 'judgement.sarif');

function complaints(files) {
  execFileSync(multitool, ['validate', ...files, '--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning', '-o', output,
    '--log', 'ForceOverwrite'], {stdio: 'pipe', env: {...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1'}});
  const runs = JSON.parse(fs.readFileSync(output, 'utf8').replace(/^\uFEFF/, '')).runs;
  return runs.flatMap((run) => run.results ?? []).filter(({level = 'warning'}) => level === 'error' || level === 'warning');
}

let bad = 0;
for (const {ruleId, message, locations} of complaints(sarifFiles(directory))) {
  bad += 1;
  const place = locations?.[0]?.physicalLocation;
  const text = message.text ?? [message.id, ...(message.arguments ?? [])].join(' | ');
  console.error(`${place?.artifactLocation?.uri}:${place?.region?.startLine ?? 0}: ${ruleId} ${text}`);
}
fs.rmSync(scratch, {recursive: true});
process.exit(bad === 0 ? 0 : 1);
