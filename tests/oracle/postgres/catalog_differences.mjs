// Two catalogs side by side: the one of a server, and ours (catalog_json.hpp). What ours does not say is not compared.

// In the order they are compared in; what a part's objects go by.
const nameOf = {
  schemas: (schema) => schema, extensions: (extension) => extension,
  tables: ({name}) => name, views: ({name}) => name, types: ({name}) => name, sequences: ({name}) => name, indexes: ({name}) => name,
  columns: ({table, name}) => `${table}.${name}`, constraints: ({table, name}) => `${table}.${name}`,
  triggers: ({table, name}) => `${table}.${name}`, policies: ({table, name}) => `${table}.${name}`,
  functions: ({name, inputs}) => `${name}(${inputs.join(', ')})`,
};

// --- the server's words in our form ---

const isThere = (text) => text !== null;
const isDefault = (text) => text !== null && !text.startsWith('NULL::');  // what casts nothing stays nothing
const unquoted = (name) => (/^"(?:[^"]|"")*"$/.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name);
const sortedNames = (names) => [...names].sort();

// RANGE (day, name). Where an expression is among them ours does not say the columns.
function partitionKey(text) {
  if (text === null) return null;
  const [, strategy, columns] = /^(\w+) \((.*)\)$/.exec(text);
  return {strategy: strategy.toLowerCase(), columns: columns.split(', ').map(unquoted)};
}

const partitionBound = (text) => text && /^(?:FOR VALUES )?(\w+)/.exec(text)[1];
const isUnprovedNotNull = ({kind, validated}) => kind === 'not null' && !validated;

function inOurForm(catalog) {
  const unproved = new Set(catalog.constraints.filter(isUnprovedNotNull).map(({table, columns}) => `${table}.${columns[0]}`));
  return {
    ...catalog,
    tables: catalog.tables.map((table) => ({
      ...table, partitionKey: partitionKey(table.partitionKey), partitionBound: partitionBound(table.partitionBound),
    })),
    columns: catalog.columns.map((column) => ({
      ...column, default: isDefault(column.default), notNullValid: !unproved.has(nameOf.columns(column)),
    })),
    constraints: catalog.constraints.filter((constraint) => constraint.kind !== 'not null'),
    indexes: catalog.indexes.map((index) => ({
      ...index, predicate: isThere(index.predicate), columns: index.columns.map(unquoted), include: index.include.map(unquoted),
    })),
    types: catalog.types.map((type) => ({...type, default: isDefault(type.default), checks: type.checks ?? []})),
  };
}

// --- comparing ---

// Null in a list of columns is an expression, of which we keep no text.
const isExpression = (place, ours) => ours === null && /\.\d+$/.test(place);
const isPlainObject = (value) => value !== null && typeof value === 'object';

// Where `theirs` is something else than all that `ours` says.
function fieldDifferences(place, theirs, ours) {
  if (ours === undefined || isExpression(place, ours) || theirs === ours) return [];
  if (!isPlainObject(theirs) || !isPlainObject(ours)) return [`${place} is ${JSON.stringify(theirs)}, said ${JSON.stringify(ours)}`];
  if (Array.isArray(ours) && ours.length !== theirs.length) {
    return [`${place} is ${JSON.stringify(theirs)}, said ${JSON.stringify(ours)}`];
  }
  return Object.keys(ours).flatMap((key) => fieldDifferences(place && `${place}.${key}` || key, theirs[key], ours[key]));
}

// What has no order on a server.
function withoutOrder(part, object) {
  if (part === 'constraints' && object.kind === 'check' && object.columns) return {...object, columns: sortedNames(object.columns)};
  if (part === 'types' && object.checks) return {...object, checks: [...object.checks].sort((a, b) => (a.name < b.name ? -1 : 1))};
  if (part !== 'views') return object;
  const uses = object.uses.map((use) => ({...use, columns: sortedNames(use.columns)}));
  return {...object, uses: uses.sort((a, b) => (a.relation < b.relation ? -1 : 1))};
}

const columnOrder = (catalog, table) => catalog.columns.filter((column) => column.table === table).map(({name}) => name);

function orderDifferences(theirs, ours) {
  return ours.tables.filter(({partial}) => !partial).flatMap(({name}) => {
    const [is, said] = [columnOrder(theirs, name), columnOrder(ours, name)];
    const same = is.length === said.length && is.every((column) => said.includes(column));
    return same ? fieldDifferences('columns', is, said).slice(0, 1).map((text) => ['tables', name, text]) : [];
  });
}

const byName = (part, objects) => new Map(objects.map((object) => [nameOf[part](object), object]));

// A table that some statement named, without one that made it, and its parts.
const isGuess = (part, object, isPartial) => isPartial(part === 'tables' ? object.name : object.table);

function partDifferences(part, theirs, ours, isPartial) {
  const said = byName(part, ours);
  const is = byName(part, theirs);
  const found = [];
  for (const [name, object] of is) {
    if (!said.has(name)) {
      if (!isPartial(object.table)) found.push([part, name, 'is missing']);
      continue;
    }
    if (!isPlainObject(object)) continue;
    const [one, other] = [withoutOrder(part, object), withoutOrder(part, said.get(name))];
    found.push(...fieldDifferences('', one, {...other, partial: undefined}).map((text) => [part, name, text]));
  }
  for (const [name, object] of said) if (!is.has(name) && !isGuess(part, object, isPartial)) found.push([part, name, 'is not there']);
  return found;
}

// [[part, name, text]], and how many objects there are.
export function catalogDifferences(server, ours) {
  const theirs = inOurForm(server);
  const partial = new Set(ours.tables.filter((table) => table.partial).map(({name}) => name));
  const isPartial = (table) => partial.has(table);
  const found = Object.keys(nameOf).flatMap((part) => partDifferences(part, theirs[part], ours[part], isPartial));
  const objects = Object.keys(nameOf).reduce((sum, part) => sum + theirs[part].length, 0);
  return {differences: [...found, ...orderDifferences(theirs, ours)], objects, partial: [...partial].sort()};
}
