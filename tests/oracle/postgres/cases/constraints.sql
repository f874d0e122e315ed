-- Constraints: ADD, VALIDATE, ALTER, RENAME, DROP

-- case: check
alter table orders add constraint orders_positive check (total > 0);

-- case: check-unnamed
alter table orders add check (total > 0);

-- case: check-fails
alter table orders add constraint orders_big check (total > 1000000);

-- case: check-not-valid
alter table orders add constraint orders_positive check (total > 0) not valid;

-- case: check-not-enforced
alter table orders add constraint orders_positive check (total > 0) not enforced;

-- case: check-no-inherit
alter table documents add constraint documents_present check (id > 0) no inherit;

-- case: check-with-function
alter table orders add constraint orders_dice check (dice() > 0);

-- case: check-of-two-columns
alter table coupons add constraint coupons_dates check (valid_from < valid_to);

-- case: check-partitioned
alter table events add constraint events_kind_check check (kind > 0);

-- case: check-partitioned-not-valid
alter table events add constraint events_kind_check check (kind > 0) not valid;

-- case: check-partitioned-only
alter table only events add constraint events_kind_check check (kind > 0);

-- case: check-partition
alter table events_2024 add constraint events_2024_kind_check check (kind > 0);

-- case: check-sub-partitioned
alter table events_2025 add constraint events_2025_kind_check check (kind > 0);

-- case: check-inheritance
alter table documents add constraint documents_present check (id > 0);

-- case: check-inheritance-merges
alter table letters add constraint documents_present check (id > 0);
alter table documents add constraint documents_present check (id > 0);

-- case: check-inheritance-only
alter table only documents add constraint documents_present check (id > 0);

-- case: check-empty-table
alter table sessions add constraint sessions_id_check check (id > 0);

-- case: two-checks
alter table orders add constraint a check (total > 0), add constraint b check (id > 0);

-- case: check-and-check-not-valid
alter table orders add constraint a check (total > 0), add constraint b check (id > 0) not valid;

-- case: check-exists-already
alter table orders add constraint orders_total_check check (total >= 0);

-- case: foreign-key
alter table coupons add constraint coupons_customer foreign key (customer_id) references customers (id);

-- case: foreign-key-unnamed
alter table coupons add foreign key (customer_id) references customers;

-- case: foreign-key-if-table-exists
alter table if exists coupons add foreign key (customer_id) references customers;

-- case: foreign-key-with-actions
alter table coupons add foreign key (customer_id) references customers on delete cascade on update set null;

-- case: foreign-key-match-full
alter table coupons add foreign key (customer_id) references customers match full;

-- case: foreign-key-deferrable
alter table coupons add foreign key (customer_id) references customers deferrable initially deferred;

-- case: foreign-key-not-valid
alter table coupons add constraint coupons_customer foreign key (customer_id) references customers (id) not valid;

-- case: foreign-key-not-enforced
alter table coupons add constraint coupons_customer foreign key (customer_id) references customers (id) not enforced;

-- case: foreign-key-to-unique-column
alter table coupons add foreign key (code) references products (sku) not valid;

-- case: foreign-key-composite
create table returns (order_id bigint, line int);
insert into returns select g, 1 from generate_series(1, 3000) g;
analyze returns;
alter table returns add foreign key (order_id, line) references order_items;

-- case: foreign-key-composite-not-valid
create table returns (order_id bigint, line int);
alter table returns add foreign key (order_id, line) references order_items not valid;

-- case: foreign-key-to-itself
alter table tickets add foreign key (priority) references tickets (id);

-- case: foreign-key-to-itself-not-valid
alter table tickets add foreign key (priority) references tickets (id) not valid;

-- case: foreign-key-to-partitioned
alter table coupons add foreign key (percent) references readings (sensor);

-- case: foreign-key-to-partitioned-not-valid
alter table coupons add foreign key (percent) references readings (sensor) not valid;

-- case: foreign-key-of-partitioned
alter table events add foreign key (kind) references products (id);

-- case: foreign-key-of-partitioned-not-valid
alter table events add foreign key (kind) references products (id) not valid;

-- case: foreign-key-of-partitioned-only
alter table only events add foreign key (kind) references products (id);

-- case: foreign-key-of-partition
alter table events_2024 add foreign key (kind) references products (id);

-- case: foreign-key-of-partitioned-to-partitioned
alter table events add foreign key (kind) references readings (sensor);

-- case: foreign-key-across-schemas
alter table billing.invoices add foreign key (id) references customers (id);

-- case: foreign-key-to-table-without-key
alter table coupons add foreign key (customer_id) references settings (key);

-- case: foreign-key-type-mismatch
alter table coupons add foreign key (code) references customers (id);

-- case: foreign-key-and-index
alter table tickets add unique (priority), add foreign key (priority) references products (id);

-- case: two-foreign-keys
alter table coupons add foreign key (customer_id) references customers, add foreign key (spent) references products;

-- case: foreign-key-and-check
alter table coupons add foreign key (customer_id) references customers, add check (spent > 0);

-- case: foreign-key-not-valid-and-validate
alter table coupons add constraint coupons_products foreign key (spent) references products not valid, validate constraint coupons_products;

-- case: foreign-key-empty-table
alter table sessions add foreign key (id) references customers;

-- case: foreign-key-on-inheritance-parent
alter table documents add foreign key (id) references products;

-- case: foreign-key-period
alter table coupons add foreign key (code, period valid_from) references products (sku, period added);

-- case: validate-check
alter table coupons validate constraint coupons_percent_check;

-- case: validate-foreign-key
alter table coupons validate constraint coupons_customer_id_fkey;

-- case: validate-valid
alter table orders validate constraint orders_total_check;

-- case: validate-valid-foreign-key
alter table order_items validate constraint order_items_product_id_fkey;

-- case: validate-missing
alter table orders validate constraint no_such_constraint;

-- case: validate-two
alter table coupons validate constraint coupons_percent_check, validate constraint coupons_customer_id_fkey;

-- case: validate-check-partitioned
alter table events add constraint events_kind_check check (kind > 0) not valid;
alter table events validate constraint events_kind_check;

-- case: validate-check-partition
alter table events_2024 add constraint k check (kind > 0) not valid;
alter table events_2024 validate constraint k;

-- case: validate-foreign-key-partition
alter table events_2024 add constraint k foreign key (kind) references products not valid;
alter table events_2024 validate constraint k;

-- case: validate-foreign-key-partitioned
alter table events add constraint k foreign key (kind) references products not valid;
alter table events validate constraint k;

-- case: validate-check-inheritance
alter table documents add constraint k check (id > 0) not valid;
alter table documents validate constraint k;

-- case: validate-check-inheritance-only
alter table documents add constraint k check (id > 0) not valid;
alter table only documents validate constraint k;

-- case: validate-self-reference
alter table tickets add constraint k foreign key (priority) references tickets (id) not valid;
alter table tickets validate constraint k;

-- case: validate-composite-foreign-key
create table returns (order_id bigint, line int);
insert into returns select g, 1 from generate_series(1, 3000) g;
analyze returns;
alter table returns add constraint k foreign key (order_id, line) references order_items not valid;
alter table returns validate constraint k;

-- case: validate-foreign-key-to-partitioned
alter table coupons add constraint k foreign key (percent) references readings (sensor) not valid;
alter table coupons validate constraint k;

-- case: validate-not-enforced
alter table orders add constraint k check (total > 0) not enforced;
alter table orders validate constraint k;

-- case: unique
alter table orders add constraint orders_comment_key unique (comment);

-- case: unique-unnamed
alter table orders add unique (comment);

-- case: unique-two-columns
alter table orders add unique (customer_id, number);

-- case: unique-include
alter table orders add unique (number) include (total);

-- case: unique-nulls-not-distinct
alter table products add unique nulls not distinct (title);

-- case: unique-deferrable
alter table orders add unique (number) deferrable initially deferred;

-- case: unique-storage-parameter
alter table orders add unique (number) with (fillfactor = 70);

-- case: unique-tablespace
alter table orders add unique (number) using index tablespace fast;

-- case: unique-using-index
alter table orders add constraint orders_number_key unique using index orders_number_idx;

-- case: unique-using-index-same-name
alter table orders add constraint orders_number_idx unique using index orders_number_idx;

-- case: unique-using-index-deferrable
alter table orders add constraint orders_number_key unique using index orders_number_idx deferrable;

-- case: unique-using-index-missing
alter table orders add constraint orders_number_key unique using index no_such_idx;

-- case: unique-using-index-not-unique
alter table orders add constraint k unique using index orders_customer_id_idx;

-- case: unique-duplicates
alter table order_items add unique (quantity);

-- case: unique-partitioned
alter table events add unique (id, at, kind);

-- case: unique-partitioned-without-key
alter table events add unique (id);

-- case: unique-partitioned-only
alter table only events add unique (id, at, kind);

-- case: unique-partition
alter table events_2024 add unique (id);

-- case: unique-without-overlaps
alter table coupons add unique (code, valid_from without overlaps);

-- case: primary-key
alter table coupons add primary key (code);

-- case: primary-key-not-null-column
alter table products drop constraint products_pkey cascade;
alter table products add primary key (id);

-- case: primary-key-already-proven
alter table coupons add constraint coupons_pkey primary key (code), drop constraint coupons_code_present;

-- case: primary-key-two-columns
alter table coupons add primary key (code, customer_id);

-- case: primary-key-second
alter table orders add primary key (number);

-- case: primary-key-using-index
alter table coupons add constraint coupons_pkey primary key using index coupons_code_idx;

-- case: primary-key-using-index-not-null
alter table coupons alter column code set not null;
alter table coupons add constraint coupons_pkey primary key using index coupons_code_idx;

-- case: primary-key-using-index-nullable
create unique index coupons_spent_idx on coupons (spent);
alter table coupons add constraint coupons_pkey primary key using index coupons_spent_idx;

-- case: primary-key-swap
create unique index orders_new_idx on orders (id);
alter table orders drop constraint orders_pkey cascade, add constraint orders_pkey primary key using index orders_new_idx;

-- case: primary-key-partitioned
alter table events add primary key (id, at, kind);

-- case: primary-key-partitioned-nullable
alter table regions add primary key (code, name);

-- case: primary-key-inheritance
alter table documents add primary key (id);

-- case: exclude
alter table coupons add exclude using gist (daterange(valid_from, valid_to) with &&) where (spent > 1000);

-- case: exclude-btree
alter table orders add constraint orders_id_excl exclude using btree (id with =);

-- case: alter-deferrable
alter table coupons alter constraint coupons_customer_id_fkey deferrable;

-- case: alter-initially-deferred
alter table coupons alter constraint coupons_customer_id_fkey deferrable initially deferred;

-- case: alter-not-deferrable
alter table order_items alter constraint order_items_product_id_fkey not deferrable;

-- case: alter-deferrable-partitioned
alter table regions alter constraint regions_customer_id_fkey deferrable;

-- case: alter-unique
alter table products alter constraint products_sku_key deferrable;

-- case: alter-not-enforced
alter table order_items alter constraint order_items_product_id_fkey not enforced;

-- case: alter-enforced
alter table order_items alter constraint order_items_product_id_fkey not enforced;
alter table order_items alter constraint order_items_product_id_fkey enforced;

-- case: alter-inherit
alter table documents add constraint k not null id no inherit;
alter table documents alter constraint k inherit;

-- case: alter-no-inherit
alter table documents add constraint k not null id;
alter table documents alter constraint k no inherit;

-- case: rename
alter table orders rename constraint orders_total_check to orders_total_positive;

-- case: rename-unique
alter table products rename constraint products_sku_key to products_sku_unique;

-- case: rename-primary-key
alter table products rename constraint products_pkey to products_key;

-- case: rename-foreign-key
alter table order_items rename constraint order_items_product_id_fkey to k;

-- case: rename-partitioned-check
alter table events add constraint k check (kind > 0);
alter table events rename constraint k to k2;

-- case: rename-inheritance-check
alter table documents add constraint k check (id > 0);
alter table documents rename constraint k to k2;

-- case: drop-check
alter table orders drop constraint orders_total_check;

-- case: drop-if-exists
alter table orders drop constraint if exists orders_total_check;

-- case: drop-if-exists-missing
alter table orders drop constraint if exists no_such_constraint;

-- case: drop-missing
alter table orders drop constraint no_such_constraint;

-- case: drop-unique
alter table products drop constraint products_sku_key;

-- case: drop-unique-referenced
create table skus (sku varchar(20) references products (sku));
alter table products drop constraint products_sku_key;

-- case: drop-unique-referenced-cascade
create table skus (sku varchar(20) references products (sku));
alter table products drop constraint products_sku_key cascade;

-- case: drop-primary-key
alter table shipments drop constraint shipments_pkey;

-- case: drop-primary-key-referenced
alter table customers drop constraint customers_pkey;

-- case: drop-primary-key-referenced-cascade
alter table customers drop constraint customers_pkey cascade;

-- case: drop-primary-key-self-referenced-cascade
alter table categories drop constraint categories_pkey cascade;

-- case: drop-primary-key-partitioned
alter table readings drop constraint readings_pkey;

-- case: drop-foreign-key
alter table order_items drop constraint order_items_product_id_fkey;

-- case: drop-foreign-key-if-exists
alter table if exists order_items drop constraint if exists order_items_product_id_fkey;

-- case: drop-foreign-key-not-valid
alter table coupons drop constraint coupons_customer_id_fkey;

-- case: drop-foreign-key-self
alter table categories drop constraint categories_parent_id_fkey;

-- case: drop-foreign-key-composite
alter table shipments drop constraint shipments_item_fkey;

-- case: drop-foreign-key-partitioned
alter table regions drop constraint regions_customer_id_fkey;

-- case: drop-foreign-key-of-partition
alter table regions_1 drop constraint regions_customer_id_fkey;

-- case: drop-foreign-key-to-partitioned
alter table coupons add constraint k foreign key (percent) references readings (sensor);
alter table coupons drop constraint k;

-- case: drop-foreign-key-not-enforced
alter table order_items alter constraint order_items_product_id_fkey not enforced;
alter table order_items drop constraint order_items_product_id_fkey;

-- case: drop-two-foreign-keys
alter table order_items drop constraint order_items_product_id_fkey, drop constraint order_items_order_id_fkey;

-- case: drop-exclusion
alter table coupons add constraint k exclude using gist (daterange(valid_from, valid_to) with &&) where (spent > 1000);
alter table coupons drop constraint k;

-- case: drop-check-partitioned
alter table events add constraint k check (kind > 0);
alter table events drop constraint k;

-- case: drop-check-inherited
alter table documents add constraint k check (id > 0);
alter table letters drop constraint k;

-- case: drop-check-inheritance
alter table documents add constraint k check (id > 0);
alter table documents drop constraint k;

-- case: drop-and-add-check
alter table orders drop constraint orders_total_check, add constraint orders_total_check check (total > -1);

-- case: drop-and-add-check-not-valid
alter table orders drop constraint orders_total_check, add constraint orders_total_check check (total > -1) not valid;

-- case: drop-and-add-foreign-key-not-valid
alter table order_items drop constraint order_items_product_id_fkey, add constraint order_items_product_id_fkey
  foreign key (product_id) references products (id) on delete cascade not valid;

-- case: drop-unique-cascade-without-dependants
alter table products drop constraint products_sku_key cascade;

-- case: drop-unique-functional-dependency
create view item_totals as select id, title, count(*) from products group by id;
alter table products drop constraint products_pkey cascade;

-- case: set-constraints
set constraints all deferred;
