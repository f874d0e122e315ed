-- Views and materialized views

-- case: create
create view paid_orders as select * from orders where state = 'paid';

-- case: create-or-replace-new
create or replace view paid_orders as select * from orders where state = 'paid';

-- case: create-there
create view open_orders as select 1;

-- case: create-on-view
create view v as select * from open_orders;

-- case: create-join
create view v as select o.id, c.name from orders o join customers c on c.id = o.customer_id;

-- case: create-subquery
create view v as select id from orders where customer_id in (select id from customers);

-- case: create-cte
create view v as with c as (select id from customers) select * from c;

-- case: create-union
create view v as select id from orders union all select id from customers;

-- case: create-temporary
create temporary view v as select * from settings;

-- case: create-temporary-by-temporary-table
create temporary table scratch (id int);
create view v as select * from scratch;

-- case: create-recursive
create recursive view v (id) as select id from categories where parent_id is null union all select c.id from categories c join v on v.id = c.parent_id;

-- case: create-with-check-option
create view v as select * from settings where key > 'a' with local check option;

-- case: create-security-barrier
create view v with (security_barrier) as select * from settings;

-- case: create-security-invoker
create view v with (security_invoker) as select * from settings;

-- case: create-on-partitioned
create view v as select * from events;

-- case: create-on-materialized-view
create view v as select * from sales;

-- case: create-with-function
create view v as select total_of(id) from customers;

-- case: create-of-nothing
create view v as select 1 as one;

-- case: create-in-schema
create view billing.due as select * from billing.invoices where due < current_date;

-- case: create-missing-table
create view v as select * from no_such_table;

-- case: replace-same
create or replace view customer_names as select id, name from customers;

-- case: replace-more-columns
create or replace view customer_names as select id, name, country from customers;

-- case: replace-other-condition
create or replace view customer_names as select id, name from customers where rank > 1;

-- case: replace-other-table
create or replace view customer_names as select id, title::varchar(100) as name from tickets where false union all select id, name from customers;

-- case: replace-fewer-columns
create or replace view customer_names as select id from customers;

-- case: replace-renamed-column
create or replace view customer_names as select id, name as title from customers;

-- case: replace-other-type
create or replace view customer_names as select id, name::text from customers;

-- case: replace-other-order
create or replace view customer_names as select name, id from customers;

-- case: replace-used-by-view
create or replace view open_orders as select id, customer_id, total from orders where state <> 'sent';

-- case: drop
drop view customer_names;

-- case: drop-if-exists
drop view if exists customer_names;

-- case: drop-if-exists-missing
drop view if exists no_such_view;

-- case: drop-missing
drop view no_such_view;

-- case: drop-used
drop view open_orders;

-- case: drop-used-cascade
drop view open_orders cascade;

-- case: drop-several
drop view big_open_orders, open_orders;

-- case: drop-table-as-view
drop view orders;

-- case: rename
alter view open_orders rename to orders_to_do;

-- case: rename-as-table
alter table open_orders rename to orders_to_do;

-- case: rename-if-exists
alter view if exists open_orders rename to orders_to_do;

-- case: set-schema
alter view open_orders set schema archive;

-- case: owner
alter view open_orders owner to app;

-- case: set-option
alter view open_orders set (security_barrier = true);

-- case: set-security-invoker
alter view open_orders set (security_invoker = true);

-- case: reset-option
alter view open_orders reset (security_barrier);

-- case: set-check-option
alter view customer_names set (check_option = local);

-- case: drop-default
alter view open_orders alter column total drop default;

-- case: create-materialized
create materialized view m as select customer_id, count(*) as orders from orders group by 1;

-- case: create-materialized-if-not-exists
create materialized view if not exists m as select * from settings;

-- case: create-materialized-if-not-exists-there
create materialized view if not exists sales as select * from settings;

-- case: create-materialized-with-no-data
create materialized view m as select * from settings with no data;

-- case: create-materialized-on-view
create materialized view m as select * from open_orders;

-- case: create-materialized-join
create materialized view m as select o.id, c.name from orders o join customers c on c.id = o.customer_id;

-- case: create-materialized-on-partitioned
create materialized view m as select kind, count(*) from events group by 1;

-- case: refresh
refresh materialized view sales;

-- case: refresh-concurrently
refresh materialized view concurrently sales;

-- case: refresh-concurrently-without-index
refresh materialized view concurrently top_sales;

-- case: refresh-with-no-data
refresh materialized view sales with no data;

-- case: refresh-on-materialized-view
refresh materialized view top_sales;

-- case: refresh-on-view
create materialized view m as select * from open_orders;
refresh materialized view m;

-- case: refresh-plain-view
refresh materialized view open_orders;

-- case: drop-materialized
drop materialized view top_sales;

-- case: drop-materialized-if-exists
drop materialized view if exists top_sales;

-- case: drop-materialized-used
drop materialized view sales;

-- case: drop-materialized-used-cascade
drop materialized view sales cascade;

-- case: rename-materialized
alter materialized view sales rename to turnover;

-- case: materialized-set-schema
alter materialized view sales set schema archive;

-- case: materialized-owner
alter materialized view sales owner to app;

-- case: materialized-set-fillfactor
alter materialized view sales set (fillfactor = 70);

-- case: materialized-cluster-on
alter materialized view sales cluster on sales_customer_id_idx;

-- case: materialized-set-tablespace
alter materialized view sales set tablespace fast;

-- case: materialized-set-statistics
alter materialized view sales alter column total set statistics 100;

-- case: materialized-set-storage
create materialized view m as select key from settings;
alter materialized view m alter column key set storage external;
