-- CREATE TABLE, DROP TABLE and the ALTER TABLE forms about the table as a whole

-- case: create
create table news (id bigint primary key, title text);

-- case: create-if-not-exists
create table if not exists news (id bigint primary key, title text);

-- case: create-if-not-exists-there
create table if not exists orders (id bigint primary key);

-- case: create-if-not-exists-there-with-references
create table if not exists coupons (id bigint references products (id));

-- case: create-there
create table orders (id bigint);

-- case: create-in-schema
create table archive.news (id bigint);

-- case: create-temporary
create temporary table scratch (id bigint);

-- case: create-unlogged
create unlogged table news (id bigint);

-- case: create-references
create table news (id bigint primary key, author bigint references customers (id));

-- case: create-references-table-constraint
create table news (id bigint primary key, author bigint, foreign key (author) references customers (id) on delete cascade);

-- case: create-references-two
create table news (author bigint references customers, product int references products);

-- case: create-references-itself
create table news (id int primary key, parent int references news);

-- case: create-references-partitioned
create table news (sensor int references readings);

-- case: create-references-composite
create table news (order_id bigint, line int, foreign key (order_id, line) references order_items);

-- case: create-references-other-schema
create table news (invoice bigint references billing.invoices);

-- case: create-references-not-enforced
create table news (author bigint references customers not enforced);

-- case: create-like
create table news (like orders);

-- case: create-like-including-all
create table news (like orders including all);

-- case: create-like-including-indexes
create table news (like orders including indexes including constraints);

-- case: create-like-view
create table news (like open_orders);

-- case: create-inherits
create table news () inherits (documents);

-- case: create-inherits-two
create table papers (id int);
create table news () inherits (documents, papers);

-- case: create-of-type
create table places of address;

-- case: create-with-enum-and-domain
create table news (state order_state, rank positive, place address);

-- case: create-with-serial
create table news (id serial primary key, other bigserial);

-- case: create-with-identity
create table news (id int generated always as identity primary key);

-- case: create-with-default-nextval
create table news (id bigint default nextval('ticket_numbers'));

-- case: create-with-function-default
create table news (id int default twice(1), check (twice(id) > 0));

-- case: create-partitioned
create table news (id int, at date) partition by range (at);

-- case: create-as
create table news as select * from orders;

-- case: create-as-join
create table news as select o.id, c.name from orders o join customers c on c.id = o.customer_id;

-- case: create-as-with-no-data
create table news as select * from orders with no data;

-- case: create-as-view
create table news as select * from open_orders;

-- case: create-as-materialized-view
create table news as select * from sales;

-- case: create-as-partitioned
create table news as select * from events;

-- case: create-as-inheritance
create table news as select id from documents;

-- case: create-as-only
create table news as select id from only documents;

-- case: create-as-values
create table news as values (1, 'a');

-- case: create-as-if-not-exists-there
create table if not exists orders as select * from customers;

-- case: create-temporary-as
create temporary table scratch as select * from settings;

-- case: select-into
select * into news from settings;

-- case: create-as-cte
create table news as with c as (select * from settings) select * from c;

-- case: create-as-subquery
create table news as select * from settings where key in (select code from coupons);

-- case: create-as-execute
prepare q as select * from settings;
create table news as execute q;

-- case: drop
drop table shipments;

-- case: drop-if-exists
drop table if exists shipments;

-- case: drop-if-exists-missing
drop table if exists no_such_table;

-- case: drop-missing
drop table no_such_table;

-- case: drop-several
drop table shipments, coupons;

-- case: drop-if-exists-several-one-missing
drop table if exists shipments, no_such_table;

-- case: drop-in-schema
drop table billing.invoices;

-- case: drop-referenced
drop table products;

-- case: drop-referenced-cascade
drop table products cascade;

-- case: drop-referenced-with-its-children
drop table order_items, shipments;

-- case: drop-customers-cascade
drop table customers cascade;

-- case: drop-orders-cascade
drop table orders cascade;

-- case: drop-used-by-view
drop table orders;

-- case: drop-used-by-view-cascade
create table base (a int);
create view first_view as select a from base;
create view second_view as select a from first_view;
create materialized view stored as select a from second_view;
drop table base cascade;

-- case: drop-self-referencing
drop table categories;

-- case: drop-with-serial
drop table tickets;

-- case: drop-with-rule
drop table settings;

-- case: drop-written-by-rule
drop table changes;

-- case: drop-written-by-rule-cascade
drop table changes cascade;

-- case: drop-with-trigger-and-policy
create table base (a int);
create trigger t before insert on base for each row execute function stamp();
create policy p on base using (true);
drop table base;

-- case: drop-in-publication
create table base (a int primary key);
create publication p for table base;
drop table base;

-- case: drop-partitioned
drop table events;

-- case: drop-partition
drop table events_2024;

-- case: drop-sub-partitioned-partition
drop table events_2025;

-- case: drop-sub-partition
drop table events_2025_a;

-- case: drop-partition-beside-default
drop table regions_1;

-- case: drop-default-partition
drop table regions_rest;

-- case: drop-partitioned-with-foreign-key
drop table regions;

-- case: drop-partitioned-referenced-cascade
alter table coupons add foreign key (percent) references readings (sensor);
drop table readings cascade;

-- case: drop-partition-referenced
alter table coupons add foreign key (percent) references readings (sensor);
drop table readings_0;

-- case: drop-inheritance-parent
drop table documents;

-- case: drop-inheritance-parent-cascade
drop table documents cascade;

-- case: drop-inheritance-child
drop table letters;

-- case: drop-typed-table
create table places of address;
drop table places;

-- case: drop-used-as-type-cascade
create table uses (o settings);
drop table settings cascade;

-- case: drop-used-by-function-signature-cascade
create function price_of(p changes) returns int language sql as 'select 1';
drop table changes cascade;

-- case: drop-used-by-function-body
create function count_settings() returns bigint language sql as 'select count(*) from settings';
drop table settings;

-- case: drop-used-by-policy-cascade
create policy p on customers using (exists (select from coupons));
drop table coupons cascade;

-- case: drop-used-by-default-sequence
create table base (id int default nextval('ticket_numbers'));
drop table base;

-- case: drop-unlogged
drop table sessions;

-- case: drop-temporary
create temporary table scratch (id int);
drop table scratch;

-- case: drop-view-as-table
drop table open_orders;

-- case: rename
alter table coupons rename to vouchers;

-- case: rename-if-exists
alter table if exists coupons rename to vouchers;

-- case: rename-if-exists-missing
alter table if exists no_such_table rename to vouchers;

-- case: rename-onto-existing
alter table coupons rename to orders;

-- case: rename-used-by-view
alter table orders rename to purchases;

-- case: rename-in-schema
alter table billing.invoices rename to bills;

-- case: rename-partitioned
alter table events rename to happenings;

-- case: rename-partition
alter table events_2024 rename to events_of_2024;

-- case: rename-inheritance-parent
alter table documents rename to papers;

-- case: rename-with-serial
alter table tickets rename to issues;

-- case: set-schema
alter table coupons set schema archive;

-- case: set-schema-with-serial
alter table tickets set schema archive;

-- case: set-schema-with-identity
alter table shipments set schema archive;

-- case: set-schema-indexed
alter table products set schema archive;

-- case: set-schema-same
alter table coupons set schema public;

-- case: set-schema-partitioned
alter table events set schema archive;

-- case: set-schema-with-view
alter table orders set schema archive;

-- case: owner
alter table orders owner to app;

-- case: owner-same
alter table orders owner to postgres;

-- case: owner-current-user
alter table orders owner to current_user;

-- case: owner-with-serial
alter table tickets owner to app;

-- case: owner-partitioned
alter table events owner to app;

-- case: owner-view
alter table open_orders owner to app;

-- case: reassign-owned
reassign owned by app to postgres;

-- case: reassign-owned-tables
alter table orders owner to app;
reassign owned by app to postgres;

-- case: drop-owned
grant select on customers to app;
drop owned by app;

-- case: set-fillfactor
alter table orders set (fillfactor = 70);

-- case: set-autovacuum
alter table orders set (autovacuum_enabled = false, autovacuum_vacuum_scale_factor = 0.01);

-- case: set-toast
alter table orders set (toast.autovacuum_enabled = false);

-- case: set-parallel-workers
alter table orders set (parallel_workers = 2);

-- case: set-toast-tuple-target
alter table orders set (toast_tuple_target = 256);

-- case: set-user-catalog-table
alter table orders set (user_catalog_table = true);

-- case: set-vacuum-index-cleanup
alter table orders set (vacuum_index_cleanup = false);

-- case: reset-fillfactor
alter table orders reset (fillfactor);

-- case: set-fillfactor-partitioned
alter table events set (fillfactor = 70);

-- case: set-fillfactor-inheritance
alter table documents set (fillfactor = 70);

-- case: set-logged
alter table sessions set logged;

-- case: set-logged-already
alter table settings set logged;

-- case: set-unlogged
alter table settings set unlogged;

-- case: set-unlogged-referenced
alter table customers set unlogged;

-- case: set-unlogged-already
alter table sessions set unlogged;

-- case: set-logged-with-serial
alter table tickets set unlogged;

-- case: set-unlogged-indexed
alter table samples set unlogged;

-- case: set-unlogged-published
alter table orders set unlogged;

-- case: set-tablespace
alter table samples set tablespace fast;

-- case: set-tablespace-same
alter table samples set tablespace pg_default;

-- case: set-tablespace-partitioned
alter table events set tablespace fast;

-- case: set-tablespace-all
alter table all in tablespace pg_default set tablespace fast;

-- case: set-access-method-same
alter table settings set access method heap;

-- case: set-access-method
create access method heap2 type table handler heap_tableam_handler;
alter table settings set access method heap2;

-- case: set-access-method-default
alter table settings set access method default;

-- case: set-access-method-partitioned
create access method heap2 type table handler heap_tableam_handler;
alter table events set access method heap2;

-- case: cluster-on
alter table orders cluster on orders_number_idx;

-- case: set-without-cluster
alter table orders set without cluster;

-- case: set-without-oids
alter table orders set without oids;

-- case: replica-identity-full
alter table orders replica identity full;

-- case: replica-identity-default
alter table orders replica identity default;

-- case: replica-identity-index
alter table products replica identity using index products_sku_key;

-- case: replica-identity-nothing
alter table orders replica identity nothing;

-- case: enable-row-level-security
alter table orders enable row level security;

-- case: disable-row-level-security
alter table orders disable row level security;

-- case: force-row-level-security
alter table orders force row level security;

-- case: no-force-row-level-security
alter table orders no force row level security;

-- case: enable-row-level-security-partitioned
alter table events enable row level security;

-- case: of-type
create table places (street text, city text);
alter table places of address;

-- case: not-of
create table places of address;
alter table places not of;

-- case: inherit
alter table loose_documents inherit documents;

-- case: no-inherit
alter table letters no inherit documents;

-- case: inherit-missing-column
alter table settings inherit documents;

-- case: inherit-with-check
alter table documents add constraint k check (id > 0);
alter table loose_documents add constraint k check (id > 0);
alter table loose_documents inherit documents;

-- case: lock
lock table orders;

-- case: lock-share
lock table orders in share mode;

-- case: lock-access-share
lock orders in access share mode;

-- case: lock-nowait
lock table orders in exclusive mode nowait;

-- case: lock-several
lock table orders, customers in row exclusive mode;

-- case: lock-partitioned
lock table events in share mode;

-- case: lock-partitioned-only
lock table only events in share mode;

-- case: lock-inheritance
lock table documents in share mode;

-- case: lock-view
lock table open_orders in share mode;

-- case: lock-view-on-view
lock table big_open_orders in access exclusive mode;

-- case: comment-table
comment on table orders is 'Orders';

-- case: comment-column
comment on column orders.total is 'Sum';

-- case: comment-view
comment on view open_orders is 'Open';

-- case: comment-index
comment on index orders_number_idx is 'Number';

-- case: comment-constraint
comment on constraint orders_total_check on orders is 'Positive';

-- case: comment-sequence
comment on sequence ticket_numbers is 'Numbers';

-- case: comment-type
comment on type order_state is 'State';

-- case: comment-function
comment on function stamp() is 'Stamps';

-- case: comment-trigger
comment on trigger stamp_orders on orders is 'Stamps';

-- case: comment-schema
comment on schema billing is 'Bills';

-- case: comment-domain
comment on domain positive is 'Above zero';

-- case: comment-materialized-view
comment on materialized view sales is 'Sales';

-- case: comment-policy
comment on policy own_orders on orders is 'Own';

-- case: comment-removed
comment on table orders is null;

-- case: create-schema
create schema reports;

-- case: create-schema-if-not-exists
create schema if not exists billing;

-- case: create-schema-with-elements
create schema reports create table totals (id int) create view all_totals as select id from totals;

-- case: create-schema-authorization
create schema authorization app;

-- case: rename-schema
alter schema billing rename to bills;

-- case: schema-owner
alter schema billing owner to app;

-- case: drop-schema
drop schema archive;

-- case: drop-schema-if-exists
drop schema if exists archive;

-- case: drop-schema-not-empty
drop schema billing;

-- case: drop-schema-cascade
drop schema billing cascade;

-- case: drop-schema-cascade-partitioned
create schema logs;
create table logs.lines (at date) partition by range (at);
create table logs.lines_2024 partition of logs.lines for values from ('2024-01-01') to ('2025-01-01');
create view line_count as select count(*) from logs.lines;
drop schema logs cascade;
