// truth.json: what every case does on every major version. A line a case: a list of results, each `on` the versions that agree on it.
import fs from 'node:fs';
import {fileURLToPath} from 'node:url';
import {majors} from './servers.mjs';

export const truthFile = fileURLToPath(new URL('truth.json', import.meta.url));

// ['11', '12', '13', '15'] as '11-13 15'.
export function spanOf(versions) {
  const spans = [];
  for (const version of versions) {
    const last = spans.at(-1);
    if (last && majors.indexOf(version) === majors.indexOf(last[1]) + 1) last[1] = version;
    else spans.push([version, version]);
  }
  return spans.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join(' ');
}

function versionsOf(span) {
  return span.split(' ').flatMap((part) => {
    const [from, to = from] = part.split('-');
    return majors.slice(majors.indexOf(from), majors.indexOf(to) + 1);
  });
}

const isEmpty = (value) => typeof value === 'object' && Object.keys(value).length === 0;
const withoutEmpty = (result) => Object.fromEntries(Object.entries(result).filter(([, value]) => !isEmpty(value)));

// results: {version: result}
function grouped(results) {
  const groups = new Map();
  for (const version of majors.filter((major) => results[major])) {
    const text = JSON.stringify(withoutEmpty(results[version]));
    groups.set(text, [...(groups.get(text) ?? []), version]);
  }
  return [...groups].map(([text, versions]) => ({on: spanOf(versions), ...JSON.parse(text)}));
}

// measured: {id: {version: result}}
export function formatTruth(measured) {
  const lines = Object.entries(measured).map(([id, results]) => `${JSON.stringify(id)}: ${JSON.stringify(grouped(results))}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

// {id: {version: result}}, in the order of the file.
export function readTruth(file = truthFile) {
  const truth = {};
  for (const [id, groups] of Object.entries(JSON.parse(fs.readFileSync(file, 'utf8')))) {
    truth[id] = {};
    for (const {on, ...result} of groups) for (const version of versionsOf(on)) truth[id][version] = result;
  }
  return truth;
}

// What differs between the truth and what was measured, on the versions that were measured: sentences.
export function differences(truth, measured) {
  const found = [];
  for (const id of new Set([...Object.keys(truth), ...Object.keys(measured)])) {
    for (const [version, result] of Object.entries(measured[id] ?? {})) {
      const expected = JSON.stringify(truth[id]?.[version]);
      const actual = JSON.stringify(withoutEmpty(result));
      if (expected !== actual) found.push(`${id} on ${version}:\n  truth.json ${expected}\n  server     ${actual}`);
    }
    if (!measured[id]) found.push(`${id}: is in truth.json, but is no case`);
  }
  return found;
}
