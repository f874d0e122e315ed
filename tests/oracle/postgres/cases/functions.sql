-- Functions, procedures, triggers, rules, policies, publications, statistics

-- case: create-function
create function one() returns int language sql as 'select 1';

-- case: create-function-there
create function stamp() returns trigger language plpgsql as 'begin return new; end';

-- case: create-or-replace-function
create or replace function twice(n int) returns int language sql immutable as 'select n + n';

-- case: replace-function-other-return-type
create or replace function twice(n int) returns bigint language sql as 'select 1::bigint';

-- case: replace-function-other-argument-name
create or replace function twice(m int) returns int language sql immutable as 'select m * 2';

-- case: create-function-overload
create function twice(n bigint) returns bigint language sql as 'select n * 2';

-- case: create-function-reading-a-table
create function count_orders() returns bigint language sql as 'select count(*) from orders';

-- case: create-function-of-row-type
create function first_order() returns orders language sql as 'select * from orders limit 1';

-- case: create-function-returning-set-of-table
create function all_orders() returns setof orders language sql as 'select * from orders';

-- case: create-function-with-column-type
create function f(t orders.total%type) returns int language sql as 'select 1';

-- case: create-function-standard-body
create function count_orders() returns bigint begin atomic select count(*) from orders; end;

-- case: create-plpgsql-function
create function noop() returns void language plpgsql as $$
  begin
    perform 1 from orders;
  end
  $$;

-- case: create-procedure
create procedure clean() language sql as 'delete from changes';

-- case: create-or-replace-procedure
create or replace procedure nightly() language plpgsql as 'begin null; end';

-- case: drop-function
drop function today_text();

-- case: drop-function-with-arguments
drop function twice(int);

-- case: drop-function-if-exists
drop function if exists twice(int);

-- case: drop-function-if-exists-missing
drop function if exists no_such_function(int);

-- case: drop-function-used-by-trigger
drop function stamp();

-- case: drop-function-used-by-trigger-cascade
drop function stamp() cascade;

-- case: drop-function-used-by-default-cascade
alter table orders alter column total set default twice(1);
drop function twice(int) cascade;

-- case: drop-function-used-by-index-cascade
create index order_items_twice_idx on order_items (twice(quantity));
drop function twice(int) cascade;

-- case: drop-function-used-by-view-cascade
create view v as select twice(1);
drop function twice(int) cascade;

-- case: drop-function-used-by-check-cascade
alter table order_items add constraint c check (twice(quantity) > 0);
drop function twice(int) cascade;

-- case: drop-function-used-by-generated-cascade
alter table order_items add column t int generated always as (twice(quantity)) stored;
drop function twice(int) cascade;

-- case: drop-function-used-by-policy-cascade
create policy p on customers using (twice(1) = 2);
drop function twice(int) cascade;

-- case: drop-procedure
drop procedure nightly();

-- case: drop-routine
drop routine twice(int);

-- case: rename-function
alter function twice(int) rename to double;

-- case: function-owner
alter function twice(int) owner to app;

-- case: function-set-schema
alter function twice(int) set schema archive;

-- case: function-volatility
alter function twice(int) stable;

-- case: function-security
alter function twice(int) security definer set search_path = '';

-- case: call-procedure
call nightly();

-- case: call-procedure-writing
create procedure clean() language sql as 'delete from changes';
call clean();

-- case: do-nothing
do 'begin null; end';

-- case: do-alter-table
do $$
  begin
    alter table orders add column note text;
  end
  $$;

-- case: do-alter-table-conditional
do $$
  begin
    if not exists (select from information_schema.columns where table_name = 'orders' and column_name = 'note') then
      alter table orders add column note text;
    end if;
  end
  $$;

-- case: do-exception-block
do $$
  begin
    alter table orders add constraint c check (total > -5) not valid;
  exception when duplicate_object then null;
  end
  $$;

-- case: do-create-type-guarded
do $$
  begin
    create type size as enum ('s', 'm');
  exception when duplicate_object then null;
  end
  $$;

-- case: do-execute-literal
do $$
  begin
    execute 'alter table orders alter column total set not null';
  end
  $$;

-- case: do-execute-format
do $$
  begin
    execute format('alter table %I set (fillfactor = 70)', 'orders');
  end
  $$;

-- case: do-two-statements
do $$
  begin
    update settings set value = 'x';
    create index on orders (total);
  end
  $$;

-- case: do-if-false
do $$
  begin
    if false then
      drop table settings;
    end if;
  end
  $$;

-- case: do-perform
do $$
  begin
    perform nextval('invoice_numbers');
  end
  $$;

-- case: create-trigger-before
create trigger t before insert on customers for each row execute function stamp();

-- case: create-trigger-after
create trigger t after update or delete on customers for each row execute function stamp();

-- case: create-trigger-statement
create trigger t after insert on customers for each statement execute function stamp();

-- case: create-trigger-of-columns
create trigger t before update of name, email on customers for each row execute function stamp();

-- case: create-trigger-when
create trigger t before update on customers for each row when (old.name is distinct from new.name) execute function stamp();

-- case: create-trigger-transition-table
create trigger t after insert on customers referencing new table as added for each statement execute function stamp();

-- case: create-trigger-instead-of
create trigger t instead of insert on open_orders for each row execute function stamp();

-- case: create-trigger-truncate
create trigger t before truncate on customers for each statement execute function stamp();

-- case: create-or-replace-trigger
create or replace trigger stamp_orders before update on orders for each row execute function stamp();

-- case: create-trigger-partitioned
create trigger t after update on events for each row execute function stamp();

-- case: create-trigger-partitioned-before
create trigger t before update on events for each row execute function stamp();

-- case: create-trigger-partitioned-statement
create trigger t after update on events for each statement execute function stamp();

-- case: create-trigger-partition
create trigger t after update on events_2024 for each row execute function stamp();

-- case: create-trigger-inheritance
create trigger t after update on documents for each row execute function stamp();

-- case: create-constraint-trigger
create constraint trigger t after insert on customers deferrable for each row execute function stamp();

-- case: create-constraint-trigger-from
create constraint trigger t after insert on orders from customers deferrable for each row execute function stamp();

-- case: create-trigger-there
create trigger stamp_orders before update on orders for each row execute function stamp();

-- case: drop-trigger
drop trigger stamp_orders on orders;

-- case: drop-trigger-if-exists
drop trigger if exists stamp_orders on orders;

-- case: drop-trigger-if-exists-missing
drop trigger if exists no_such_trigger on orders;

-- case: drop-trigger-if-exists-missing-table
drop trigger if exists no_such_trigger on no_such_table;

-- case: drop-trigger-partitioned
drop trigger stamp_events on events;

-- case: drop-trigger-of-partition
drop trigger stamp_events on events_2024;

-- case: rename-trigger
alter trigger stamp_orders on orders rename to touch_orders;

-- case: rename-trigger-partitioned
alter trigger stamp_events on events rename to touch_events;

-- case: disable-trigger
alter table orders disable trigger stamp_orders;

-- case: enable-trigger
alter table orders enable trigger stamp_orders;

-- case: disable-trigger-all
alter table orders disable trigger all;

-- case: disable-trigger-user
alter table orders disable trigger user;

-- case: enable-always-trigger
alter table orders enable always trigger stamp_orders;

-- case: enable-replica-trigger
alter table orders enable replica trigger stamp_orders;

-- case: disable-trigger-partitioned
alter table events disable trigger stamp_events;

-- case: disable-trigger-partitioned-only
alter table only events disable trigger stamp_events;

-- case: trigger-depends-on-extension
create extension pg_trgm;
alter trigger stamp_orders on orders depends on extension pg_trgm;

-- case: create-event-trigger
create function on_ddl() returns event_trigger language plpgsql as 'begin null; end';
create event trigger watch on ddl_command_end execute function on_ddl();

-- case: create-rule
create rule r as on delete to settings do instead nothing;

-- case: create-rule-writing
create rule r as on delete to settings do also insert into changes values (2, 'gone');

-- case: create-or-replace-rule
create or replace rule log_settings as on insert to settings do also nothing;

-- case: create-rule-on-view
create rule r as on insert to customer_names do instead insert into customers (id, email, name) values (new.id, '', new.name);

-- case: drop-rule
drop rule log_settings on settings;

-- case: drop-rule-if-exists-missing
drop rule if exists nothing on settings;

-- case: rename-rule
alter rule log_settings on settings rename to log_all;

-- case: disable-rule
alter table settings disable rule log_settings;

-- case: enable-rule
alter table settings enable rule log_settings;

-- case: create-policy
create policy p on customers using (true);

-- case: create-policy-for-role
create policy p on customers for update to app using (rank > 1) with check (rank > 2);

-- case: create-policy-reading-other-table
create policy p on customers using (exists (select from coupons where coupons.customer_id = customers.id));

-- case: alter-policy
alter policy own_orders on orders using (total > 0);

-- case: alter-policy-roles
alter policy own_orders on orders to app;

-- case: rename-policy
alter policy own_orders on orders rename to mine;

-- case: drop-policy
drop policy own_orders on orders;

-- case: drop-policy-if-exists
drop policy if exists own_orders on orders;

-- case: drop-policy-if-exists-missing
drop policy if exists nothing on orders;

-- case: create-statistics
create statistics s on name, country from customers;

-- case: create-statistics-kinds
create statistics s (ndistinct, mcv) on name, country from customers;

-- case: create-statistics-if-not-exists
create statistics if not exists s on name, country from customers;

-- case: create-statistics-if-not-exists-there
create statistics if not exists orders_statistics on customer_id, state from orders;

-- case: create-statistics-expression
create statistics s on (lower(name)), country from customers;

-- case: create-statistics-partitioned
create statistics s on kind, at from events;

-- case: alter-statistics
alter statistics orders_statistics set statistics 500;

-- case: rename-statistics
alter statistics orders_statistics rename to s;

-- case: statistics-owner
alter statistics orders_statistics owner to app;

-- case: drop-statistics
drop statistics orders_statistics;

-- case: drop-statistics-if-exists-missing
drop statistics if exists nothing;

-- case: create-publication
create publication p for table products;

-- case: create-publication-several
create publication p for table products, events;

-- case: create-publication-all-tables
create publication p for all tables;

-- case: create-publication-in-schema
create publication p for tables in schema billing;

-- case: create-publication-columns
create publication p for table products (id, sku) where (stock > 0);

-- case: create-publication-empty
create publication p;

-- case: publication-add-table
alter publication everything add table products;

-- case: publication-set-table
alter publication everything set table products;

-- case: publication-drop-table
alter publication everything drop table customers;

-- case: publication-set-option
alter publication everything set (publish = 'insert');

-- case: publication-add-partitioned
alter publication everything add table events;

-- case: rename-publication
alter publication everything rename to nothing;

-- case: drop-publication
drop publication everything;

-- case: drop-publication-if-exists-missing
drop publication if exists nothing;

-- case: create-subscription
create subscription s connection 'dbname=nowhere' publication p with (connect = false);

-- case: create-subscription-with-slot
create subscription s connection 'host=/nowhere dbname=nowhere' publication p;
