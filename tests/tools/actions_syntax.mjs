// actions_syntax.mjs action.yml README.md...: GitHub's own parser accepts the action and every workflow shown in the pages.
// Bundled by actions_syntax.sh: the parser's package imports JSON in a way that node alone refuses.
import fs from 'node:fs';
import path from 'node:path';
import {NoOperationTraceWriter, parseWorkflow} from '@actions/workflow-parser';
import {parseAction} from '@actions/workflow-parser/actions/index';

function workflowsIn(page) {
  const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map((match) => match[1]);
  return blocks.filter((block) => /^jobs:/m.test(block));
}

function problems(parse, name, content) {
  return parse({name, content}, new NoOperationTraceWriter()).context.errors.getErrors().map((error) => error.message);
}

function judge(file) {
  const content = fs.readFileSync(file, 'utf8');
  if (path.basename(file) === 'action.yml') return problems(parseAction, file, content);
  const workflows = workflowsIn(content);
  if (workflows.length === 0) return [`${file}: shows no workflow`];
  return workflows.flatMap((workflow, index) => problems(parseWorkflow, `${file} (workflow ${index + 1})`, workflow));
}

const found = process.argv.slice(2).flatMap(judge);
for (const problem of found) console.error(problem);
process.exit(found.length === 0 ? 0 : 1);
