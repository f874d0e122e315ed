-- Statements about rows: INSERT, UPDATE, DELETE, MERGE, COPY, TRUNCATE, SELECT

-- case: insert
insert into tickets (title, priority) values ('a', 1);

-- case: insert-fixed-key
insert into categories (id, label) values (100000, 'a');

-- case: insert-default-values
insert into changes default values;

-- case: insert-several
insert into changes values (1, 'a'), (2, 'b');

-- case: insert-on-conflict-do-nothing
insert into categories (id, label) values (1, 'a') on conflict do nothing;

-- case: insert-on-conflict-do-update
insert into categories (id, label) values (1, 'a') on conflict (id) do update set label = excluded.label;

-- case: insert-returning
insert into changes values (1, 'a') returning id;

-- case: insert-select
insert into changes select id, title from tickets;

-- case: insert-select-same-table
insert into changes select id, what from changes;

-- case: insert-select-where-not-exists
insert into changes select 1, 'a' where not exists (select from settings where value = 'never');

-- case: insert-with-foreign-key
insert into order_items values (1, 2, 1, 1, 1);

-- case: insert-with-two-foreign-keys
insert into order_items (order_id, line, product_id, quantity) values (2, 2, 2, 1);

-- case: insert-with-null-foreign-key
insert into order_items (order_id, line, quantity) values (2, 3, 1);

-- case: insert-self-reference
insert into categories values (100001, 1, 'x');

-- case: insert-with-foreign-key-not-valid
insert into coupons (code, customer_id) values ('zz', 1);

-- case: insert-with-rule
insert into settings values ('a', 'b');

-- case: insert-into-view
create view coupon_codes as select code from coupons;
insert into coupon_codes values ('n');

-- case: insert-into-view-on-view
create view coupon_codes as select code from coupons;
create view codes as select code from coupon_codes;
insert into codes values ('n');

-- case: insert-into-partition
insert into events_2024 values (1, '2024-03-01', 1, 'x');

-- case: insert-into-partitioned
insert into events values (1, '2024-03-01', 1, 'x');

-- case: insert-into-partitioned-two
insert into events values (1, '2024-03-01', 1, 'x'), (2, '2025-03-01', 1, 'x');

-- case: insert-into-partitioned-select
insert into events select id, '2024-03-01', 1, title from tickets;

-- case: insert-with-nextval
insert into changes values (nextval('invoice_numbers'), 'x');

-- case: insert-into-inheritance-parent
insert into documents values (1, 'x');

-- case: insert-cte
with added as (insert into changes values (5, 'x') returning id) insert into tickets (title, priority) select id::text, 1 from added;

-- case: insert-missing-not-null
insert into tickets (title) values ('a');

-- case: update-all
update tickets set body = 'x';

-- case: update-all-unindexed-table
update changes set what = 'x';

-- case: update-by-key
update tickets set body = 'x' where id = 5;

-- case: update-by-unindexed-column
update tickets set body = 'x' where title = 't5';

-- case: update-where-null
update tickets set body = 'x' where body is null;

-- case: update-indexed-column
update customers set name = 'x';

-- case: update-foreign-key-column
update order_items set product_id = 1;

-- case: update-foreign-key-column-by-key
update order_items set product_id = 1 where order_id = 1 and line = 1;

-- case: update-not-foreign-key-column
update order_items set quantity = 2;

-- case: update-referenced-key
update categories set id = 100000 where id = 1000;

-- case: update-referenced-key-of-many
update products set id = 100000 where id = 999;

-- case: update-unreferenced-key
update billing.invoices set id = 100000 where id = 1000;

-- case: update-referenced-table-other-column
update products set title = 'x';

-- case: update-from
update orders set comment = c.name from customers c where c.id = orders.customer_id;

-- case: update-subquery
update tickets set body = (select max(title) from products);

-- case: update-where-in
update tickets set body = 'x' where id in (select rank from customers);

-- case: update-where-exists
update tickets set body = 'x' where exists (select from coupons where coupons.spent = tickets.priority);

-- case: update-alias
update tickets as t set body = 'x' where t.priority > 5;

-- case: update-returning
update tickets set body = 'x' returning id;

-- case: update-cte
with picked as (select id from tickets limit 10) update tickets set body = 'x' from picked where picked.id = tickets.id;

-- case: update-batch
update tickets set body = 'x' where id in (select id from tickets where body is null limit 100 for update skip locked);

-- case: update-partitioned
update events set payload = 'x';

-- case: update-partitioned-pruned
update events set payload = 'x' where at = '2024-02-01';

-- case: update-partition
update events_2024 set payload = 'x';

-- case: update-inheritance
update documents set title = 'x';

-- case: update-inheritance-only
update only documents set title = 'x';

-- case: update-view
update customer_names set name = 'x';

-- case: update-false
update tickets set body = 'x' where false;

-- case: update-true
update tickets set body = 'x' where true;

-- case: update-with-trigger
update orders set comment = 'x';

-- case: update-current-user
update tickets set body = current_user;

-- case: update-multi-column
update tickets set (title, body) = ('a', 'b');

-- case: update-other-schema
update billing.invoices set amount = 0;

-- case: delete-all
delete from changes;

-- case: delete-where
delete from tickets where priority > 500;

-- case: delete-by-key
delete from tickets where id = 5;

-- case: delete-using
delete from coupons using customers where customers.id = coupons.customer_id and customers.rank < 5;

-- case: delete-where-in
delete from coupons where customer_id in (select id from customers where rank < 5);

-- case: delete-referenced
delete from categories where id = 1000;

-- case: delete-referenced-restricted
delete from products where id = 1;

-- case: delete-not-referenced
delete from shipments where id = 1;

-- case: delete-referenced-cascading
create table accounts (id int primary key);
create table logins (account int references accounts on delete cascade);
insert into accounts select generate_series(1, 1000);
insert into logins select generate_series(1, 1000);
analyze accounts, logins;
delete from accounts where id = 7;

-- case: delete-referenced-set-null
create table accounts (id int primary key);
create table logins (account int references accounts on delete set null);
insert into accounts select generate_series(1, 1000);
insert into logins select generate_series(1, 1000);
analyze accounts, logins;
delete from accounts where id = 7;

-- case: delete-partitioned
delete from events;

-- case: delete-view
delete from customer_names where id = 100000;

-- case: delete-cte
with gone as (delete from changes returning *) insert into tickets (title, priority) select what, id from gone;

-- case: delete-returning
delete from changes returning id;

-- case: delete-duplicates
delete from tickets a using tickets b where a.id < b.id and a.title = b.title;

-- case: delete-empty-table
delete from sessions;

-- case: merge
merge into changes c using tickets t on c.id = t.id when matched then update set what = t.title when not matched then insert values (t.id, t.title);

-- case: merge-delete
merge into changes c using tickets t on c.id = t.id when matched then delete;

-- case: merge-values
merge into tickets t using (values (1, 'z')) v (id, body) on t.id = v.id when matched then update set body = v.body;

-- case: copy-from-program
copy changes from program 'true';

-- case: copy-to-program
copy changes to program 'cat > /dev/null';

-- case: copy-query-to-program
copy (select * from settings) to program 'cat > /dev/null';

-- case: truncate
truncate changes;

-- case: truncate-table-keyword
truncate table changes;

-- case: truncate-several
truncate changes, sessions;

-- case: truncate-restart-identity
truncate shipments restart identity;

-- case: truncate-restart-identity-serial
truncate tickets restart identity;

-- case: truncate-referenced
truncate products;

-- case: truncate-referenced-cascade
truncate products cascade;

-- case: truncate-chain-cascade
truncate orders cascade;

-- case: truncate-self-reference
truncate categories;

-- case: truncate-referencing
truncate order_items, shipments;

-- case: truncate-partitioned
truncate events;

-- case: truncate-partition
truncate events_2024;

-- case: truncate-sub-partitioned
truncate events_2025;

-- case: truncate-inheritance
truncate documents;

-- case: truncate-inheritance-only
truncate only documents;

-- case: truncate-indexed
truncate samples;

-- case: truncate-other-schema
truncate billing.invoices;

-- case: select
select 1;

-- case: select-from
select count(*) from settings;

-- case: select-for-update
select * from settings for update;

-- case: select-for-share-of
select s.key from settings s join changes c on true for share of c;

-- case: select-join
select count(*) from settings join changes on true;

-- case: select-view
select count(*) from big_open_orders;

-- case: select-function-writing
create function clean() returns void language sql as 'delete from changes';
select clean();

-- case: select-into
select * into new_settings from settings;

-- case: select-advisory-lock
select pg_advisory_xact_lock(1);

-- case: select-set-config
select set_config('search_path', '', false);

-- case: values
values (1), (2);

-- case: table
table settings;

-- case: with-select
with s as (select * from settings) select count(*) from s;

-- case: explain
explain select * from settings;

-- case: explain-analyze-delete
explain analyze delete from changes;

-- case: prepare
prepare p as delete from changes;

-- case: execute
prepare p as delete from changes;
execute p;

-- case: declare-cursor
declare c cursor for select * from settings;
