// Cuts SQL text at the semicolons that end statements, as psql does: not in quotes, dollar quotes, comments, parentheses or the body of
// a BEGIN ATOMIC function.

const tokens = /'(?:[^']|'')*'|\be'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*|(\$[A-Za-z_\d]*\$)|[A-Za-z_][\w$]*|[();]/gi;

// The end of the block comment that opens before `start`; they nest.
function commentEnd(text, start) {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  for (let depth = 1; depth > 0;) {
    const mark = marks.exec(text);
    if (!mark) return text.length;
    depth += mark[0] === '/*' ? 1 : -1;
  }
  return marks.lastIndex;
}

function quoteEnd(text, tag, start) {
  const end = text.indexOf(tag, start);
  return end === -1 ? text.length : end + tag.length;
}

// How deep in parentheses and in BEGIN ATOMIC ... END or CASE ... END within one; the latter only counts once it has begun.
function depthAfter({parens, atomic}, word, previous) {
  if (word === '(') return {parens: parens + 1, atomic};
  if (word === ')') return {parens: parens - 1, atomic};
  if (word === 'atomic' && previous === 'begin') return {parens, atomic: 1};
  if (atomic > 0 && word === 'case') return {parens, atomic: atomic + 1};
  if (atomic > 0 && word === 'end') return {parens, atomic: atomic - 1};
  return {parens, atomic};
}

const isEmpty = (statement) => statement.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim() === '';

// The statements, without those that are empty.
export function splitStatements(text) {
  const statements = [];
  const scan = new RegExp(tokens);
  let from = 0;
  let depth = {parens: 0, atomic: 0};
  let previous = '';
  for (let token = scan.exec(text); token; token = scan.exec(text)) {
    const word = token[0].toLowerCase();
    if (token[1]) scan.lastIndex = quoteEnd(text, token[1], scan.lastIndex);
    else if (word === '/*') scan.lastIndex = commentEnd(text, scan.lastIndex);
    else if (word === ';' && depth.parens <= 0 && depth.atomic === 0) {
      statements.push(text.slice(from, token.index));
      from = scan.lastIndex;
      depth = {parens: 0, atomic: 0};
    }
    else depth = depthAfter(depth, word, previous);
    previous = word;
  }
  statements.push(text.slice(from));
  return statements.map((statement) => statement.trim()).filter((statement) => !isEmpty(statement));
}
