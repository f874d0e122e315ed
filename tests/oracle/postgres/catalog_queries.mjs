// What a database holds, a query a kind of object: each returns rows of one column `object`, in a fixed order. Objects of extensions and
// of PostgreSQL itself are left out, a name in schema public is left without its schema. Works on PostgreSQL 11 and newer.

const ours = (schema) => `${schema}.nspname !~ '^(pg_|information_schema)'`;
const named = (schema, name) => `case ${schema}.nspname when 'public' then '' else ${schema}.nspname || '.' end || ${name}`;
const notOfExtension = (catalog, oid) =>
  `not exists (select from pg_depend e where e.classid = '${catalog}'::regclass and e.objid = ${oid} and e.deptype = 'e')`;

// The name of the relation with that oid, as a subquery.
const relation = (oid) => `(select ${named('rn', 'r.relname')} from pg_class r join pg_namespace rn on rn.oid = r.relnamespace
  where r.oid = ${oid})`;
const columnsOf = (oid, numbers) => `(select jsonb_agg(a.attname order by k.ord) from unnest(${numbers}) with ordinality k (num, ord)
  join pg_attribute a on a.attrelid = ${oid} and a.attnum = k.num)`;
const word = (value, words) => `case ${value} ${Object.entries(words).map(([is, then]) => `when '${is}' then '${then}'`).join(' ')} end`;

const fromRelations = (kinds) => `from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${ours('n')} and c.relkind in (${kinds}) and ${notOfExtension('pg_class', 'c.oid')}`;
const oneRelation = (kinds, oid) => `exists (select ${fromRelations(kinds)} and c.oid = ${oid})`;
const tables = "'r', 'p', 'f'";
const actions = {a: 'no action', r: 'restrict', c: 'cascade', n: 'set null', d: 'set default'};

// A column of pg_attribute or pg_proc and the like that older servers do not have.
const since = (version, major, column, otherwise) => (version >= major ? column : otherwise);

export const catalogQueries = (version) => ({
  schemas: `select to_jsonb(n.nspname) as object from pg_namespace n where ${ours('n')} order by n.nspname`,

  tables: `select jsonb_build_object('name', ${named('n', 'c.relname')},
      'kind', ${word('c.relkind', {r: 'table', p: 'partitioned', f: 'foreign'})},
      'persistence', ${word('c.relpersistence', {p: 'permanent', u: 'unlogged', t: 'temporary'})},
      'parents', coalesce((select jsonb_agg(${relation('h.inhparent')} order by h.inhseqno)
        from pg_inherits h where h.inhrelid = c.oid), '[]'),
      'partitionKey', pg_get_partkeydef(c.oid), 'partitionBound', pg_get_expr(c.relpartbound, c.oid),
      'ofType', case when c.reloftype <> 0 then format_type(c.reloftype, null) end,
      'rowSecurity', c.relrowsecurity, 'forceRowSecurity', c.relforcerowsecurity, 'owner', pg_get_userbyid(c.relowner)) as object
    ${fromRelations(tables)} order by n.nspname, c.relname`,

  columns: `select jsonb_build_object('table', ${relation('a.attrelid')}, 'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
      'notNull', a.attnotnull, 'default', pg_get_expr(d.adbin, d.adrelid),
      'generated', ${word(since(version, 12, 'a.attgenerated', "''"), {s: 'stored', v: 'virtual'})},
      'identity', ${word('a.attidentity', {a: 'always', d: 'by default'})},
      'collation', (select l.collname from pg_collation l, pg_type t
        where l.oid = a.attcollation and t.oid = a.atttypid and t.typcollation <> a.attcollation)) as object
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped and ${oneRelation(tables, 'a.attrelid')} order by ${relation('a.attrelid')}, a.attnum`,

  constraints: `select jsonb_build_object('table', ${relation('o.conrelid')}, 'name', o.conname,
      'kind', ${word('o.contype', {c: 'check', f: 'foreign key', p: 'primary key', u: 'unique', x: 'exclusion', n: 'not null'})},
      'columns', coalesce(${columnsOf('o.conrelid', 'o.conkey')}, '[]'),
      'references', case when o.contype = 'f' then jsonb_build_object('table', ${relation('o.confrelid')},
        'columns', ${columnsOf('o.confrelid', 'o.confkey')}, 'onDelete', ${word('o.confdeltype', actions)},
        'onUpdate', ${word('o.confupdtype', actions)}) end,
      'validated', o.convalidated, 'deferrable', o.condeferrable, 'deferred', o.condeferred,
      'definition', pg_get_constraintdef(o.oid)) as object
    from pg_constraint o where o.contype <> 't' and (o.contype <> 'n' or not o.convalidated) and ${oneRelation(tables, 'o.conrelid')}
      and not exists (select from pg_constraint whole where whole.oid = o.conparentid and whole.conrelid = o.conrelid)
    order by ${relation('o.conrelid')}, o.conname`,

  indexes: `select jsonb_build_object('table', ${relation('i.indrelid')}, 'name', ${relation('i.indexrelid')},
      'columns', (select jsonb_agg(pg_get_indexdef(i.indexrelid, k, true) order by k) from generate_series(1, i.indnkeyatts) k),
      'include', coalesce((select jsonb_agg(pg_get_indexdef(i.indexrelid, k, true) order by k)
        from generate_series(i.indnkeyatts + 1, i.indnatts) k), '[]'),
      'unique', i.indisunique, 'predicate', pg_get_expr(i.indpred, i.indrelid, true), 'valid', i.indisvalid,
      'method', (select m.amname from pg_class x join pg_am m on m.oid = x.relam where x.oid = i.indexrelid),
      'constraint', exists (select from pg_constraint o where o.conindid = i.indexrelid and o.contype in ('p', 'u', 'x'))) as object
    from pg_index i where ${oneRelation(`${tables}, 'm'`, 'i.indrelid')} order by ${relation('i.indexrelid')}`,

  views: `select jsonb_build_object('name', ${named('n', 'c.relname')}, 'kind', ${word('c.relkind', {v: 'view', m: 'materialized view'})},
      'columns', (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0),
      'uses', coalesce((select jsonb_agg(u.used order by u.used ->> 'relation') from (
        select jsonb_build_object('relation', ${relation('d.refobjid')},
          'columns', coalesce(jsonb_agg(distinct a.attname) filter (where a.attname is not null), '[]')) as used
        from pg_rewrite w join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
          left join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid and a.attnum > 0
        where w.ev_class = c.oid and d.refobjid <> c.oid group by d.refobjid) u), '[]'),
      'owner', pg_get_userbyid(c.relowner)) as object
    ${fromRelations("'v', 'm'")} order by n.nspname, c.relname`,

  types: `select jsonb_build_object('name', ${named('n', 't.typname')},
      'kind', ${word('t.typtype', {e: 'enum', c: 'composite', d: 'domain', r: 'range'})},
      'labels', (select jsonb_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
      'attributes', case when t.typtype = 'c' then (select jsonb_agg(
        jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) end,
      'base', case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) end,
      'notNull', t.typnotnull, 'default', t.typdefault,
      'checks', (select jsonb_agg(jsonb_build_object('name', o.conname, 'definition', pg_get_constraintdef(o.oid),
        'validated', o.convalidated) order by o.conname) from pg_constraint o where o.contypid = t.oid and o.contype = 'c')) as object
    from pg_type t join pg_namespace n on n.oid = t.typnamespace
    where ${ours('n')} and t.typtype in ('e', 'c', 'd', 'r') and ${notOfExtension('pg_type', 't.oid')}
      and (t.typtype <> 'c' or exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
    order by n.nspname, t.typname`,

  sequences: `select jsonb_build_object('name', ${named('n', 'c.relname')}, 'type', format_type(s.seqtypid, null),
      'ownedBy', (select ${relation('d.refobjid')} || '.' || a.attname from pg_depend d
        join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i') and d.refobjsubid > 0),
      'owner', pg_get_userbyid(c.relowner)) as object
    from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours('n')} and ${notOfExtension('pg_class', 'c.oid')} order by n.nspname, c.relname`,

  functions: `select jsonb_build_object('name', ${named('n', 'p.proname')}, 'arguments', pg_get_function_identity_arguments(p.oid),
      'inputs', (select coalesce(jsonb_agg(format_type(i.type, null) order by i.ord), '[]')
        from unnest(p.proargtypes) with ordinality i (type, ord)),
      'kind', ${word('p.prokind', {f: 'function', p: 'procedure', a: 'aggregate', w: 'window function'})},
      'returns', pg_get_function_result(p.oid), 'language', (select l.lanname from pg_language l where l.oid = p.prolang),
      'volatility', ${word('p.provolatile', {i: 'immutable', s: 'stable', v: 'volatile'})},
      'security', case when p.prosecdef then 'definer' else 'invoker' end, 'owner', pg_get_userbyid(p.proowner)) as object
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours('n')} and ${notOfExtension('pg_proc', 'p.oid')}
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'i')
    order by n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)`,

  triggers: `select jsonb_build_object('table', ${relation('g.tgrelid')}, 'name', g.tgname, 'function', ${named('n', 'p.proname')},
      'enabled', ${word('g.tgenabled', {O: 'origin', D: 'disabled', R: 'replica', A: 'always'})},
      'definition', pg_get_triggerdef(g.oid)) as object
    from pg_trigger g join pg_proc p on p.oid = g.tgfoid join pg_namespace n on n.oid = p.pronamespace
    where not g.tgisinternal and ${oneRelation(`${tables}, 'v'`, 'g.tgrelid')} order by ${relation('g.tgrelid')}, g.tgname`,

  policies: `select jsonb_build_object('table', ${relation('o.polrelid')}, 'name', o.polname, 'permissive', o.polpermissive,
      'command', ${word('o.polcmd', {r: 'select', a: 'insert', w: 'update', d: 'delete', '*': 'all'})},
      'roles', (select jsonb_agg(case r when 0 then 'public' else pg_get_userbyid(r) end order by r) from unnest(o.polroles) r),
      'using', pg_get_expr(o.polqual, o.polrelid), 'check', pg_get_expr(o.polwithcheck, o.polrelid)) as object
    from pg_policy o where ${oneRelation(tables, 'o.polrelid')} order by ${relation('o.polrelid')}, o.polname`,

  extensions: `select to_jsonb(x.extname) as object from pg_extension x where x.extname <> 'plpgsql' order by x.extname`,
});
