-- ALTER TABLE ... ALTER COLUMN ... TYPE on columns that other things hang on; the pairs of types are measured apart

-- case: int-to-bigint
alter table orders alter column id type bigint;

-- case: int-to-bigint-no-index
alter table samples alter column whole type bigint;

-- case: set-data-type
alter table samples alter column whole set data type bigint;

-- case: varchar-wider-indexed
alter table samples alter column short type varchar(20);

-- case: varchar-wider-unique
alter table products alter column sku type varchar(40);

-- case: varchar-narrower
alter table samples alter column short type varchar(5);

-- case: varchar-to-text-indexed
alter table samples alter column short type text;

-- case: text-to-varchar-indexed
alter table samples alter column long type varchar;

-- case: varchar-wider-expression-index
create index samples_short_lower_idx on samples (lower(short));
alter table samples alter column short type varchar(20);

-- case: varchar-wider-partial-index-predicate
create index samples_partial_idx on samples (id) where short = 'x';
alter table samples alter column short type varchar(20);

-- case: varchar-wider-partial-index-key
create index samples_partial_idx on samples (short) where id > 10;
alter table samples alter column short type varchar(20);

-- case: varchar-wider-pattern-index
create index samples_pattern_idx on samples (short varchar_pattern_ops);
alter table samples alter column short type varchar(20);

-- case: varchar-wider-included
create index samples_include_idx on samples (id) include (short);
alter table samples alter column short type varchar(20);

-- case: varchar-wider-hash-index
create index samples_hash_idx on samples using hash (short);
alter table samples alter column short type varchar(20);

-- case: text-to-varchar-gin-index
create extension pg_trgm;
create index samples_trigram_idx on samples using gin (long gin_trgm_ops);
alter table samples alter column long type varchar;

-- case: varchar-wider-check
alter table samples add constraint samples_short_check check (short <> '');
alter table samples alter column short type varchar(20);

-- case: varchar-wider-check-not-valid
alter table samples add constraint samples_short_check check (short <> '') not valid;
alter table samples alter column short type varchar(20);

-- case: varchar-wider-foreign-key
create table codes (code varchar(10) primary key);
alter table samples add constraint samples_short_fkey foreign key (short) references codes not valid;
alter table samples alter column short type varchar(20);

-- case: varchar-wider-referenced
create table codes (code varchar(10) primary key);
create table uses (code varchar(10) references codes);
alter table codes alter column code type varchar(20);

-- case: varchar-to-text-referenced
create table codes (code varchar(10) primary key);
create table uses (code varchar(10) references codes);
alter table codes alter column code type text;

-- case: varchar-wider-default
alter table samples alter column short set default 'x';
alter table samples alter column short type varchar(20);

-- case: varchar-wider-view
create view short_samples as select short from samples;
alter table samples alter column short type varchar(20);

-- case: same-type-view
create view short_samples as select short from samples;
alter table samples alter column short type varchar(10);

-- case: varchar-wider-view-on-other-column
create view other_samples as select id from samples;
alter table samples alter column short type varchar(20);

-- case: varchar-wider-trigger-column
create trigger on_short before update of short on samples for each row execute function stamp();
alter table samples alter column short type varchar(20);

-- case: varchar-wider-trigger-condition
create trigger on_short before update on samples for each row when (new.short <> old.short) execute function stamp();
alter table samples alter column short type varchar(20);

-- case: varchar-wider-policy
create policy p on samples using (short <> 'x');
alter table samples alter column short type varchar(20);

-- case: varchar-wider-generated
alter table samples add column shout text generated always as (upper(short)) stored;
alter table samples alter column short type varchar(20);

-- case: varchar-wider-virtual-generated
alter table samples add column shout text generated always as (upper(short)) virtual;
alter table samples alter column short type varchar(20);

-- case: generated-column-itself
alter table samples add column doubled int generated always as (whole * 2) stored;
alter table samples alter column doubled type bigint;

-- case: virtual-generated-column-itself
alter table samples add column doubled int generated always as (whole * 2) virtual;
alter table samples alter column doubled type bigint;

-- case: varchar-wider-statistics
create statistics samples_statistics on short, whole from samples;
alter table samples alter column short type varchar(20);

-- case: int-to-bigint-check
alter table samples add constraint samples_whole_check check (whole > 0);
alter table samples alter column whole type bigint;

-- case: int-to-bigint-check-of-other-column
alter table samples add constraint samples_big_check check (big > 0);
alter table samples alter column whole type bigint;

-- case: int-to-bigint-referencing
alter table order_items alter column product_id type bigint;

-- case: int-to-bigint-referenced
alter table products alter column id type bigint;

-- case: bigint-to-int-referenced
alter table customers alter column id type int;

-- case: int-to-bigint-self-reference
alter table categories alter column id type bigint;

-- case: int-to-bigint-self-reference-both
alter table categories alter column id type bigint, alter column parent_id type bigint;

-- case: int-to-bigint-composite-referenced
alter table order_items alter column line type bigint;

-- case: int-to-bigint-composite-referencing
alter table shipments alter column line type bigint;

-- case: foreign-key-not-valid
alter table coupons alter column customer_id type int;

-- case: deferrable-foreign-key
create table child (parent int references products (id) deferrable);
insert into child select 1 + g % 1000 from generate_series(1, 3000) g;
analyze child;
alter table child alter column parent type bigint;

-- case: serial-to-bigint
alter table tickets alter column id type bigint;

-- case: identity-to-bigint
alter table shipments alter column id type bigint;

-- case: identity-to-smallint
alter table shipments alter column id type smallint;

-- case: column-owning-a-sequence
alter table tickets alter column priority type bigint;

-- case: enum-to-text-default
alter table orders alter column state drop default, alter column state type text;

-- case: enum-to-text
alter table tickets alter column feeling type text;

-- case: enum-to-text-using
alter table tickets alter column feeling type text using feeling::text;

-- case: text-to-enum
alter table tickets alter column body type mood using body::mood;

-- case: text-to-enum-without-using
alter table tickets alter column body type mood;

-- case: enum-to-enum
alter table tickets alter column feeling type order_state using feeling::text::order_state;

-- case: default-cannot-be-cast
alter table orders alter column comment set default 'x';
alter table orders alter column comment type int using 1;

-- case: using-constant
alter table samples alter column whole type int using 0;

-- case: using-same-column
alter table samples alter column whole type int using whole;

-- case: using-other-column
alter table samples alter column whole type bigint using big;

-- case: using-function
alter table samples alter column long type text using trim(long);

-- case: using-cast-wider
alter table samples alter column short type varchar(20) using short::varchar(20);

-- case: using-cast-text
alter table samples alter column short type text using short::text;

-- case: using-coalesce
alter table samples alter column long type text using coalesce(long, '');

-- case: using-nullif-cast
alter table samples alter column long type int using nullif(long, '')::int;

-- case: using-to-timestamp
alter table samples alter column whole type timestamptz using to_timestamp(whole);

-- case: using-at-time-zone
alter table samples alter column moment type timestamptz using moment at time zone 'UTC';

-- case: timestamp-to-timestamptz-utc
set timezone = 'UTC';
alter table samples alter column moment type timestamptz;

-- case: timestamp-to-timestamptz-berlin
set timezone = 'Europe/Berlin';
alter table samples alter column moment type timestamptz;

-- case: timestamp-to-timestamptz-gmt
set timezone = 'GMT';
alter table samples alter column moment type timestamptz;

-- case: timestamp-to-timestamptz-london
set timezone = 'Europe/London';
alter table samples alter column moment type timestamptz;

-- case: timestamptz-to-timestamp
alter table samples alter column moment_tz type timestamp;

-- case: timestamptz-less-precise
alter table samples alter column moment_tz type timestamptz(0);

-- case: timestamp-more-precise
alter table samples alter column moment type timestamp(6);

-- case: date-to-timestamp
alter table samples alter column day type timestamp;

-- case: numeric-wider
alter table samples alter column money_exact type numeric(14, 2);

-- case: numeric-other-scale
alter table samples alter column money_exact type numeric(14, 4);

-- case: numeric-narrower
alter table samples alter column money_exact type numeric(8, 2);

-- case: numeric-unconstrained
alter table samples alter column money_exact type numeric;

-- case: numeric-negative-scale
alter table samples alter column money_exact type numeric(5, -2);

-- case: numeric-constrained
alter table samples alter column money_free type numeric(20, 5);

-- case: float-to-numeric
alter table samples alter column ratio type numeric;

-- case: json-to-jsonb
alter table samples alter column doc type jsonb;

-- case: json-to-jsonb-using
alter table samples alter column doc type jsonb using doc::jsonb;

-- case: text-to-uuid
alter table samples alter column long type uuid using long::uuid;

-- case: xml-to-text
alter table samples alter column markup type text;

-- case: cidr-to-inet
alter table samples alter column net type inet;

-- case: boolean-to-int
alter table samples alter column flag type int using flag::int;

-- case: int-to-boolean
alter table samples alter column whole type boolean using whole <> 0;

-- case: text-to-text-array
alter table samples alter column long type text[] using string_to_array(long, ',');

-- case: int-to-oid
alter table samples alter column whole type oid;

-- case: collation-change
alter table samples alter column long type text collate "C";

-- case: collation-same
alter table samples alter column label type varchar(10) collate "C";

-- case: collation-lost
alter table samples alter column label type varchar(10);

-- case: collation-wider
alter table samples alter column label type varchar(20) collate "C";

-- case: collation-change-unindexed
alter table samples alter column free type varchar collate "POSIX";

-- case: to-domain-unconstrained
alter table samples alter column long type email;

-- case: to-domain-with-check
alter table samples alter column whole type positive;

-- case: from-domain
alter table products alter column discount type int;

-- case: domain-to-domain
alter table products alter column discount type percent;

-- case: to-citext
create extension citext;
alter table samples alter column long type citext;

-- case: several-columns
alter table samples alter column whole type bigint, alter column small type int;

-- case: several-columns-one-free
alter table samples alter column whole type bigint, alter column short type varchar(20);

-- case: several-columns-all-free
alter table samples alter column short type varchar(20), alter column free type text;

-- case: type-and-not-null
alter table samples alter column whole type bigint, alter column whole set not null;

-- case: free-type-and-not-null
alter table samples alter column id type bigint, alter column short type varchar(20), alter column id set not null;

-- case: type-and-default
alter table samples alter column long type varchar, alter column long set default 'x';

-- case: type-and-default-around
alter table orders alter column state drop default, alter column state type text using state::text, alter column state set default 'open';

-- case: type-and-check-not-valid
alter table samples alter column whole type bigint, add constraint c check (whole > 0) not valid;

-- case: type-of-primary-key
alter table settings add primary key (key);
alter table settings alter column key type varchar;

-- case: type-of-primary-key-rewrite
alter table settings add primary key (key);
alter table settings alter column key type varchar(100);

-- case: type-with-exclusion-constraint
alter table coupons add constraint coupons_period_excl exclude using gist (daterange(valid_from, valid_to) with &&) where (spent > 1000);
alter table coupons alter column spent type bigint;

-- case: type-with-cluster-index
alter table samples cluster on samples_short_idx;
alter table samples alter column short type varchar(20);

-- case: type-with-replica-identity
alter table products replica identity using index products_sku_key;
alter table products alter column sku type varchar(40);

-- case: partitioned
alter table events alter column kind type bigint;

-- case: partitioned-plain-column
alter table events alter column payload type varchar;

-- case: partitioned-plain-column-rewrite
alter table events alter column payload type varchar(100);

-- case: partition-key
alter table events alter column at type timestamp;

-- case: partition
alter table events_2024 alter column payload type varchar;

-- case: partitioned-only
alter table only events alter column payload type varchar;

-- case: partitioned-bigint-id
alter table events alter column id type numeric;

-- case: partitioned-with-foreign-key
alter table regions alter column customer_id type int;

-- case: inheritance-parent
alter table documents alter column id type bigint;

-- case: inheritance-parent-only
alter table only documents alter column id type bigint;

-- case: inherited-column
alter table letters alter column id type bigint;

-- case: inheritance-child-own-column
alter table letters alter column sender type varchar(50);

-- case: view-column
alter table open_orders alter column total type numeric;

-- case: composite-type-attribute
alter type dimensions alter attribute width type bigint;

-- case: composite-type-attribute-unused
create type spare as (a int);
alter type spare alter attribute a type bigint;

-- case: composite-type-attribute-typed-table
create type spare as (a int);
create table spares of spare;
alter type spare alter attribute a type bigint cascade;

-- case: temporary-table
create temporary table scratch (a int);
alter table scratch alter column a type bigint;

-- case: other-schema
alter table billing.invoices alter column amount type numeric(12, 2);

-- case: publication-column
alter table orders alter column comment type varchar;

-- case: brin-index
create index events_2026_at_idx on events_2026 using brin (at);
alter table events_2026 alter column at type timestamp;

-- case: table-used-as-column-type
create table uses (o samples);
alter table samples alter column short type varchar(20);
