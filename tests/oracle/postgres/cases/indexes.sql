-- CREATE INDEX, DROP INDEX, ALTER INDEX, REINDEX, CLUSTER

-- case: create
create index orders_comment_idx on orders (comment);

-- case: create-unnamed
create index on orders (comment);

-- case: create-if-not-exists
create index if not exists orders_comment_idx on orders (comment);

-- case: create-if-not-exists-there
create index if not exists orders_number_idx on orders (number);

-- case: create-if-not-exists-there-on-other-table
create index if not exists orders_number_idx on settings (key);

-- case: create-there
create index orders_number_idx on orders (number);

-- case: create-unique
create unique index orders_comment_idx on orders (comment);

-- case: create-unique-duplicates
create unique index order_items_quantity_idx on order_items (quantity);

-- case: create-in-schema
create index invoices_amount_idx on billing.invoices (amount);

-- case: create-several-columns
create index orders_two_idx on orders (customer_id, placed desc nulls last);

-- case: create-expression
create index orders_lower_idx on orders (lower(comment));

-- case: create-expression-user-function
create index order_items_twice_idx on order_items (twice(quantity));

-- case: create-expression-not-immutable
create index orders_today_idx on orders (to_char(placed, 'YYYY'));

-- case: create-partial
create index orders_open_idx on orders (id) where state = 'open';

-- case: create-covering
create index orders_covering_idx on orders (number) include (total);

-- case: create-hash
create index orders_hash_idx on orders using hash (comment);

-- case: create-gin
create index customers_settings_idx on customers using gin (settings jsonb_path_ops);

-- case: create-gist
create index coupons_dates_idx on coupons using gist (daterange(valid_from, valid_to));

-- case: create-brin
create index orders_brin_idx on orders using brin (id);

-- case: create-with-parameters
create index orders_fill_idx on orders (total) with (fillfactor = 70);

-- case: create-tablespace
create index orders_fast_idx on orders (total) tablespace fast;

-- case: create-collation
create index orders_c_idx on orders (comment collate "C" text_pattern_ops);

-- case: create-nulls-not-distinct
create unique index orders_n_idx on orders (number) nulls not distinct;

-- case: create-on-materialized-view
create index sales_total_idx on sales (total);

-- case: create-on-view
create index open_idx on open_orders (total);

-- case: create-on-partitioned
create index events_kind_idx on events (kind);

-- case: create-on-only-partitioned
create index events_kind_idx on only events (kind);

-- case: create-on-partitioned-matching-already
create index events_2024_kind_idx on events_2024 (kind);
create index events_kind_idx on events (kind);

-- case: create-on-partitioned-all-matching-already
create index events_2024_kind_idx on events_2024 (kind);
create index events_2025_kind_idx on events_2025 (kind);
create index events_kind_idx on events (kind);

-- case: create-unique-on-partitioned
create unique index events_key_idx on events (id, at, kind);

-- case: create-on-partition
create index events_2024_kind_idx on events_2024 (kind);

-- case: create-on-inheritance-parent
create index documents_title_idx on documents (title);

-- case: create-on-only-inheritance-parent
create index documents_title_idx on only documents (title);

-- case: create-on-unlogged
create index sessions_token_idx on sessions (token);

-- case: create-on-temporary
create temporary table scratch (id int);
create index on scratch (id);

-- case: create-on-new-table
create table news (id int);
create index on news (id);

-- case: create-concurrently
create index concurrently orders_comment_idx on orders (comment);

-- case: create-concurrently-unnamed
create index concurrently on orders (comment);

-- case: create-unique-concurrently
create unique index concurrently orders_comment_idx on orders (comment);

-- case: create-unique-concurrently-duplicates
create unique index concurrently order_items_quantity_idx on order_items (quantity);

-- case: create-concurrently-if-not-exists
create index concurrently if not exists orders_comment_idx on orders (comment);

-- case: create-concurrently-if-not-exists-there
create index concurrently if not exists orders_number_idx on orders (number);

-- case: create-concurrently-partial-expression
create index concurrently orders_partial_idx on orders (lower(comment)) where state = 'open';

-- case: create-concurrently-gin
create index concurrently customers_settings_idx on customers using gin (settings);

-- case: create-concurrently-on-partitioned
create index concurrently events_kind_idx on events (kind);

-- case: create-concurrently-on-partition
create index concurrently events_2024_kind_idx on events_2024 (kind);

-- case: create-concurrently-on-materialized-view
create index concurrently sales_total_idx on sales (total);

-- case: create-concurrently-on-temporary
create temporary table scratch (id int);
create index concurrently on scratch (id);

-- case: create-concurrently-in-schema
create index concurrently invoices_amount_idx on billing.invoices (amount);

-- case: drop
drop index orders_number_idx;

-- case: drop-if-exists
drop index if exists orders_number_idx;

-- case: drop-if-exists-missing
drop index if exists no_such_idx;

-- case: drop-missing
drop index no_such_idx;

-- case: drop-several
drop index orders_number_idx, customers_name_idx;

-- case: drop-cascade
drop index orders_number_idx cascade;

-- case: drop-in-schema
drop index billing.invoices_due_idx;

-- case: drop-of-constraint
drop index products_sku_key;

-- case: drop-of-partitioned
drop index events_at_idx;

-- case: drop-of-partition-attached
drop index events_2024_at_idx;

-- case: drop-of-materialized-view
drop index sales_customer_id_idx;

-- case: drop-referenced
create table skus (sku varchar(20));
create unique index skus_idx on skus (sku);
alter table coupons add foreign key (code) references skus (sku) not valid;
drop index skus_idx;

-- case: drop-referenced-cascade
create table skus (sku varchar(20));
create unique index skus_idx on skus (sku);
alter table coupons add foreign key (code) references skus (sku) not valid;
drop index skus_idx cascade;

-- case: drop-concurrently
drop index concurrently orders_number_idx;

-- case: drop-concurrently-if-exists
drop index concurrently if exists orders_number_idx;

-- case: drop-concurrently-if-exists-missing
drop index concurrently if exists no_such_idx;

-- case: drop-concurrently-several
drop index concurrently orders_number_idx, customers_name_idx;

-- case: drop-concurrently-cascade
drop index concurrently orders_number_idx cascade;

-- case: drop-concurrently-of-constraint
drop index concurrently products_sku_key;

-- case: drop-concurrently-of-partitioned
drop index concurrently events_at_idx;

-- case: rename
alter index orders_number_idx rename to orders_code_idx;

-- case: rename-if-exists
alter index if exists orders_number_idx rename to orders_code_idx;

-- case: rename-if-exists-missing
alter index if exists no_such_idx rename to orders_code_idx;

-- case: rename-as-table
alter table orders_number_idx rename to orders_code_idx;

-- case: rename-of-constraint
alter index products_sku_key rename to products_sku_unique;

-- case: rename-partitioned
alter index events_at_idx rename to events_date_idx;

-- case: rename-table-as-index
alter index orders rename to purchases;

-- case: set-fillfactor
alter index orders_number_idx set (fillfactor = 70);

-- case: reset-fillfactor
alter index orders_number_idx reset (fillfactor);

-- case: set-tablespace
alter index orders_number_idx set tablespace fast;

-- case: set-tablespace-same
alter index orders_number_idx set tablespace pg_default;

-- case: alter-column-statistics
alter index customers_email_lower_idx alter column 1 set statistics 500;

-- case: attach-partition
create index events_kind_idx on only events (kind);
create index events_2024_kind_idx on events_2024 (kind);
alter index events_kind_idx attach partition events_2024_kind_idx;

-- case: depends-on-extension
create extension pg_trgm;
alter index orders_number_idx depends on extension pg_trgm;

-- case: reindex-index
reindex index orders_number_idx;

-- case: reindex-table
reindex table orders;

-- case: reindex-table-without-index
reindex table settings;

-- case: reindex-materialized-view
reindex table sales;

-- case: reindex-partitioned
reindex table events;

-- case: reindex-partitioned-index
reindex index events_at_idx;

-- case: reindex-partition
reindex table events_2024;

-- case: reindex-schema
reindex schema billing;

-- case: reindex-verbose
reindex (verbose) table orders;

-- case: reindex-tablespace
reindex (tablespace fast) table orders;

-- case: reindex-index-concurrently
reindex index concurrently orders_number_idx;

-- case: reindex-table-concurrently
reindex table concurrently orders;

-- case: reindex-concurrently-as-option
reindex (concurrently) table orders;

-- case: reindex-partitioned-concurrently
reindex table concurrently events;

-- case: reindex-schema-concurrently
reindex schema concurrently billing;

-- case: reindex-in-schema
reindex table billing.invoices;

-- case: cluster
cluster orders using orders_number_idx;

-- case: cluster-old-syntax
cluster orders_number_idx on orders;

-- case: cluster-verbose
cluster verbose orders using orders_number_idx;

-- case: cluster-remembered
alter table orders cluster on orders_number_idx;
cluster orders;

-- case: cluster-all
cluster;

-- case: cluster-never-clustered
cluster orders;

-- case: cluster-partitioned
cluster events using events_at_idx;

-- case: cluster-materialized-view
cluster sales using sales_customer_id_idx;
