-- ALTER TABLE ... ADD COLUMN ... DEFAULT: how volatile is what stands there?

-- case: number
alter table orders add column z int default 0;

-- case: negative-number
alter table orders add column z int default -1;

-- case: text
alter table orders add column z text default 'x';

-- case: empty-text
alter table orders add column z text default '';

-- case: cast-text
alter table orders add column z varchar(10) default 'x'::character varying;

-- case: boolean
alter table orders add column z boolean default false;

-- case: null
alter table orders add column z int default null;

-- case: numeric
alter table orders add column z numeric(10, 2) default 0.00;

-- case: jsonb
alter table orders add column z jsonb default '{}'::jsonb;

-- case: jsonb-not-null
alter table orders add column z jsonb not null default '[]';

-- case: array
alter table orders add column z text[] default '{}';

-- case: array-constructor
alter table orders add column z int[] default array[1, 2];

-- case: array-constructor-empty
alter table orders add column z text[] default array[]::text[];

-- case: enum
alter table orders add column z order_state default 'open';

-- case: uuid-literal
alter table orders add column z uuid default '00000000-0000-0000-0000-000000000000';

-- case: date-literal
alter table orders add column z date default '2024-01-01';

-- case: interval-literal
alter table orders add column z interval default '1 day';

-- case: bytea-literal
alter table orders add column z bytea default '\x00';

-- case: inet-literal
alter table orders add column z inet default '127.0.0.1';

-- case: range-literal
alter table orders add column z int4range default '[1,2)';

-- case: arithmetic
alter table orders add column z int default 60 * 60 * 24;

-- case: concatenation
alter table orders add column z text default 'a' || 'b';

-- case: case
alter table orders add column z int default case when true then 1 else 2 end;

-- case: now
alter table orders add column z timestamptz default now();

-- case: now-not-null
alter table orders add column z timestamptz not null default now();

-- case: now-cast-date
alter table orders add column z date default now()::date;

-- case: now-at-time-zone
alter table orders add column z timestamp default (now() at time zone 'utc');

-- case: now-timezone-function
alter table orders add column z timestamp default timezone('utc', now());

-- case: current-timestamp
alter table orders add column z timestamptz default current_timestamp;

-- case: current-timestamp-precision
alter table orders add column z timestamptz(3) default current_timestamp(3);

-- case: current-date
alter table orders add column z date default current_date;

-- case: current-time
alter table orders add column z timetz default current_time;

-- case: localtime
alter table orders add column z time default localtime;

-- case: localtimestamp
alter table orders add column z timestamp default localtimestamp;

-- case: transaction-timestamp
alter table orders add column z timestamptz default transaction_timestamp();

-- case: statement-timestamp
alter table orders add column z timestamptz default statement_timestamp();

-- case: clock-timestamp
alter table orders add column z timestamptz default clock_timestamp();

-- case: timeofday
alter table orders add column z text default timeofday();

-- case: now-plus-interval
alter table orders add column z timestamptz default now() + interval '30 days';

-- case: now-truncated
alter table orders add column z timestamptz default date_trunc('day', now());

-- case: extract-epoch
alter table orders add column z bigint default extract(epoch from now())::bigint;

-- case: extract-epoch-milliseconds
alter table orders add column z bigint default (extract(epoch from now()) * 1000)::bigint;

-- case: extract-epoch-clock
alter table orders add column z bigint default (extract(epoch from clock_timestamp()) * 1000)::bigint;

-- case: to-char-now
alter table orders add column z text default to_char(now(), 'YYYY');

-- case: text-timestamp-literal
alter table orders add column z timestamptz default 'now';

-- case: age
alter table orders add column z interval default age(timestamp '2024-01-01');

-- case: make-date
alter table orders add column z date default make_date(2024, 1, 1);

-- case: random
alter table orders add column z double precision default random();

-- case: random-floor
alter table orders add column z int default floor(random() * 10)::int;

-- case: random-range
alter table orders add column z int default random(1, 6);

-- case: random-normal
alter table orders add column z double precision default random_normal();

-- case: gen-random-uuid
alter table orders add column z uuid default gen_random_uuid();

-- case: gen-random-uuid-not-null
alter table orders add column z uuid not null default gen_random_uuid();

-- case: gen-random-uuid-qualified
alter table orders add column z uuid default pg_catalog.gen_random_uuid();

-- case: gen-random-uuid-text
alter table orders add column z text default gen_random_uuid()::text;

-- case: gen-random-uuid-replace
alter table orders add column z text default replace(gen_random_uuid()::text, '-', '');

-- case: uuidv4
alter table orders add column z uuid default uuidv4();

-- case: uuidv7
alter table orders add column z uuid default uuidv7();

-- case: md5-random
alter table orders add column z text default md5(random()::text);

-- case: md5-constant
alter table orders add column z text default md5('x');

-- case: sha256
alter table orders add column z bytea default sha256('x');

-- case: encode
alter table orders add column z text default encode('x', 'hex');

-- case: substr-md5-clock
alter table orders add column z text default substr(md5(clock_timestamp()::text), 1, 8);

-- case: nextval
alter table orders add column z bigint default nextval('ticket_numbers');

-- case: nextval-regclass
alter table orders add column z bigint default nextval('ticket_numbers'::regclass);

-- case: nextval-concatenated
alter table orders add column z text default 'T-' || nextval('ticket_numbers');

-- case: currval
alter table orders add column z bigint default currval('ticket_numbers');

-- case: lastval
alter table orders add column z bigint default lastval();

-- case: setval
alter table orders add column z bigint default setval('ticket_numbers', 1);

-- case: current-user
alter table orders add column z text default current_user;

-- case: session-user
alter table orders add column z text default session_user;

-- case: user
alter table orders add column z text default user;

-- case: current-role
alter table orders add column z text default current_role;

-- case: current-database
alter table orders add column z text default current_database();

-- case: current-schema
alter table orders add column z text default current_schema;

-- case: current-schema-function
alter table orders add column z text default current_schema();

-- case: current-catalog
alter table orders add column z text default current_catalog;

-- case: current-setting
alter table orders add column z text default current_setting('server_version');

-- case: current-setting-missing-ok
alter table orders add column z text default current_setting('app.tenant', true);

-- case: set-config
alter table orders add column z text default set_config('app.x', '1', true);

-- case: current-query
alter table orders add column z text default current_query();

-- case: version
alter table orders add column z text default version();

-- case: pg-backend-pid
alter table orders add column z int default pg_backend_pid();

-- case: inet-client-addr
alter table orders add column z inet default inet_client_addr();

-- case: txid-current
alter table orders add column z bigint default txid_current();

-- case: pg-current-xact-id
alter table orders add column z xid8 default pg_current_xact_id();

-- case: txid-current-if-assigned
alter table orders add column z bigint default txid_current_if_assigned();

-- case: pg-sleep
alter table orders add column z text default pg_sleep(0)::text;

-- case: pg-typeof
alter table orders add column z text default pg_typeof(1)::text;

-- case: pg-get-userbyid
alter table orders add column z text default pg_get_userbyid(10);

-- case: lower
alter table orders add column z text default lower('X');

-- case: upper-current-user
alter table orders add column z text default upper(current_user);

-- case: coalesce
alter table orders add column z int default coalesce(null, 1);

-- case: greatest
alter table orders add column z int default greatest(1, 2);

-- case: format
alter table orders add column z text default format('%s', 1);

-- case: concat
alter table orders add column z text default concat('a', 1);

-- case: coalesce-random
alter table orders add column z double precision default coalesce(null, random());

-- case: case-random
alter table orders add column z double precision default case when false then random() else 1 end;

-- case: nullif
alter table orders add column z int default nullif(1, 1);

-- case: array-with-now
alter table orders add column z timestamptz[] default array[now()];

-- case: array-with-random
alter table orders add column z double precision[] default array[random()];

-- case: row-with-random
alter table orders add column z address default row(random()::text, 'b')::address;

-- case: jsonb-build-object
alter table orders add column z jsonb default jsonb_build_object('a', 1);

-- case: jsonb-build-object-now
alter table orders add column z jsonb default jsonb_build_object('at', now());

-- case: json-build-array
alter table orders add column z json default json_build_array();

-- case: to-jsonb
alter table orders add column z jsonb default to_jsonb(1);

-- case: to-tsvector
alter table orders add column z tsvector default to_tsvector('x');

-- case: to-tsvector-configuration
alter table orders add column z tsvector default to_tsvector('english', 'x');

-- case: string-to-array
alter table orders add column z text[] default string_to_array('a,b', ',');

-- case: int4range
alter table orders add column z int4range default int4range(1, 2);

-- case: array-fill
alter table orders add column z int[] default array_fill(0, array[3]);

-- case: repeat
alter table orders add column z text default repeat('x', 3);

-- case: lpad
alter table orders add column z text default lpad('1', 5, '0');

-- case: pi
alter table orders add column z double precision default pi();

-- case: power
alter table orders add column z double precision default power(2, 3);

-- case: abs
alter table orders add column z int default abs(-1);

-- case: round
alter table orders add column z numeric default round(1.5);

-- case: decode
alter table orders add column z bytea default decode('00', 'hex');

-- case: to-timestamp
alter table orders add column z timestamptz default to_timestamp(0);

-- case: to-date
alter table orders add column z date default to_date('2024', 'YYYY');

-- case: regexp-replace
alter table orders add column z text default regexp_replace('a', 'a', 'b');

-- case: immutable-function
alter table orders add column z int default twice(1);

-- case: stable-function
alter table orders add column z text default today_text();

-- case: stable-function-of-random
alter table orders add column z int default twice((random() * 3)::int);

-- case: volatile-function
alter table orders add column z int default dice();

-- case: xml
alter table orders add column z xml default '<a/>';

-- case: xmlelement
alter table orders add column z xml default xmlelement(name a);

-- case: point
alter table orders add column z point default point(1, 2);

-- case: host
alter table orders add column z text default host('127.0.0.1'::inet);

-- case: regclass
alter table orders add column z regclass default 'orders';

-- case: like
alter table orders add column z boolean default 'a' like 'b';

-- case: in-list
alter table orders add column z boolean default 1 in (1, 2);

-- case: is-null
alter table orders add column z boolean default null is null;

-- case: subscript
alter table orders add column z int default (array[1, 2])[1];

-- case: collate
alter table orders add column z text default 'a' collate "C";

-- case: unknown-function
alter table orders add column z int default no_such_function();

-- case: wrong-type
alter table orders add column z int default 'x';

-- case: column-reference
alter table orders add column z int default id;

-- case: subquery
alter table orders add column z int default (select 1);

-- case: volatile-function-with-constant-body
create function seven() returns int language sql as 'select 7';
alter table orders add column z int default seven();

-- case: volatile-function-with-stable-body
create function moment() returns timestamptz language sql as 'select now()';
alter table orders add column z timestamptz default moment();

-- case: volatile-function-with-volatile-body
create function roll() returns double precision language sql as 'select random()';
alter table orders add column z double precision default roll();

-- case: volatile-function-with-standard-body
create function seven() returns int language sql return 7;
alter table orders add column z int default seven();

-- case: volatile-strict-function-with-constant-body
create function seven() returns int language sql strict as 'select 7';
alter table orders add column z int default seven();

-- case: volatile-security-definer-function-with-constant-body
create function seven() returns int language sql security definer as 'select 7';
alter table orders add column z int default seven();

-- case: volatile-function-that-reads-a-table
create function order_count() returns bigint language sql as 'select count(*) from orders';
alter table customers add column z bigint default order_count();

-- case: stable-function-that-reads-a-table
create function order_count() returns bigint language sql stable as 'select count(*) from orders';
alter table customers add column z bigint default order_count();

-- case: volatile-function-with-argument
create function plus(n int) returns int language sql as 'select n + 1';
alter table orders add column z int default plus(1);

-- case: stable-plpgsql-function
create function calm() returns int language plpgsql stable as 'begin return 1; end';
alter table orders add column z int default calm();

-- case: immutable-plpgsql-function
create function calm() returns int language plpgsql immutable as 'begin return 1; end';
alter table orders add column z int default calm();

-- case: function-in-other-schema
create function billing.next_due() returns date language plpgsql as 'begin return current_date; end';
alter table orders add column z date default billing.next_due();

-- case: extension-uuid
create extension "uuid-ossp";
alter table orders add column z uuid default uuid_generate_v4();

-- case: extension-uuid-nil
create extension "uuid-ossp";
alter table orders add column z uuid default uuid_nil();

-- case: extension-pgcrypto
create extension pgcrypto;
alter table orders add column z bytea default gen_random_bytes(8);

-- case: set-default-volatile-afterwards
alter table orders add column z uuid;
alter table orders alter column z set default md5(random()::text)::uuid;

-- case: set-default-in-the-same-statement
alter table orders add column z double precision, alter column z set default random();

-- case: in-a-partitioned-table
alter table events add column z timestamptz default clock_timestamp();

-- case: on-an-empty-table
alter table sessions add column z double precision default random();
