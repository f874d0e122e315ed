#!/usr/bin/env node
// Stands in for catalog_of, to show that compare_catalogs.mjs fails where a catalog is wrong: to it every database is empty.
const parts = ['schemas', 'tables', 'columns', 'constraints', 'indexes', 'views', 'types', 'sequences', 'functions', 'triggers', 'policies',
  'extensions'];
console.log(JSON.stringify(Object.fromEntries(parts.map((part) => [part, []]))));
