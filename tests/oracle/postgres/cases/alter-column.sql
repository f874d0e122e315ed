-- ALTER TABLE ... ALTER COLUMN, everything but TYPE; DROP COLUMN; RENAME COLUMN

-- case: set-default
alter table orders alter column comment set default 'none';

-- case: set-default-volatile
alter table orders alter column external_id set default md5(random()::text);

-- case: set-default-nextval
alter table orders alter column id set default nextval('ticket_numbers');

-- case: set-default-without-the-word-column
alter table orders alter comment set default 'none';

-- case: drop-default
alter table orders alter column state drop default;

-- case: drop-default-that-is-none
alter table orders alter column comment drop default;

-- case: set-default-of-view-column
alter table open_orders alter column total set default 1;

-- case: set-default-alter-view
alter view open_orders alter column total set default 1;

-- case: set-default-partitioned
alter table events alter column payload set default 'x';

-- case: set-default-partition
alter table events_2024 alter column payload set default 'x';

-- case: set-default-partitioned-only
alter table only events alter column payload set default 'x';

-- case: set-default-inheritance
alter table documents alter column title set default 'x';

-- case: set-not-null
alter table orders alter column total set not null;

-- case: set-not-null-fails
alter table orders alter column comment set not null;

-- case: set-not-null-already
alter table orders alter column customer_id set not null;

-- case: set-not-null-proven
alter table orders add constraint orders_total_present check (total is not null);
alter table orders alter column total set not null;

-- case: set-not-null-proven-by-comparison
alter table orders alter column total set not null;

-- case: set-not-null-check-not-valid
alter table orders add constraint orders_total_present check (total is not null) not valid;
alter table orders alter column total set not null;

-- case: set-not-null-check-validated
alter table orders add constraint orders_total_present check (total is not null) not valid;
alter table orders validate constraint orders_total_present;
alter table orders alter column total set not null;

-- case: set-not-null-check-is-conjunction
alter table orders add constraint orders_present check (total is not null and number is not null);
alter table orders alter column total set not null;

-- case: set-not-null-check-is-disjunction
alter table orders add constraint orders_present check (total is not null or number is not null);
alter table orders alter column total set not null;

-- case: set-not-null-check-with-true
alter table orders add constraint orders_present check (total is not null or false);
alter table orders alter column total set not null;

-- case: set-not-null-check-not-is-null
alter table orders add constraint orders_present check (not (total is null));
alter table orders alter column total set not null;

-- case: set-not-null-check-coalesce
alter table orders add constraint orders_present check (coalesce(total, 0) = total);
alter table orders alter column total set not null;

-- case: set-not-null-two-columns
alter table orders alter column total set not null, alter column number set not null;

-- case: set-not-null-two-columns-one-proven
alter table orders add constraint orders_present check (total is not null);
alter table orders alter column total set not null, alter column number set not null;

-- case: set-not-null-and-drop-the-check
alter table coupons alter column code set not null, drop constraint coupons_code_present;

-- case: set-not-null-with-check-in-same-statement
alter table orders add constraint orders_present check (total is not null), alter column total set not null;

-- case: set-not-null-partitioned
alter table events alter column payload set not null;

-- case: set-not-null-partitioned-proven
alter table events add constraint events_payload_present check (payload is not null);
alter table events alter column payload set not null;

-- case: set-not-null-partition
alter table events_2024 alter column payload set not null;

-- case: set-not-null-sub-partitioned
alter table events_2025 alter column payload set not null;

-- case: set-not-null-inheritance-parent
alter table documents alter column id set not null;

-- case: set-not-null-inheritance-parent-only
alter table only documents alter column id set not null;

-- case: set-not-null-partitioned-only
alter table only events alter column payload set not null;

-- case: set-not-null-with-default
alter table orders alter column total set default 0, alter column total set not null;

-- case: set-not-null-two-tables-column-missing
alter table orders alter column no_such_column set not null;

-- case: drop-not-null
alter table orders alter column customer_id drop not null;

-- case: drop-not-null-nullable
alter table orders alter column comment drop not null;

-- case: drop-not-null-primary-key
alter table orders alter column id drop not null;

-- case: drop-not-null-partitioned
alter table events alter column kind drop not null;

-- case: drop-not-null-partition
alter table events_2024 alter column kind drop not null;

-- case: add-not-null-constraint
alter table orders add constraint orders_total_present not null total;

-- case: add-not-null-constraint-unnamed
alter table orders add not null total;

-- case: add-not-null-constraint-not-valid
alter table orders add constraint orders_total_present not null total not valid;

-- case: add-not-null-constraint-already
alter table orders add constraint orders_customer_present not null customer_id;

-- case: add-not-null-constraint-proven
alter table coupons add constraint coupons_code_not_null not null code;

-- case: validate-not-null-constraint
alter table orders add constraint orders_total_present not null total not valid;
alter table orders validate constraint orders_total_present;

-- case: set-not-null-over-not-valid
alter table orders add constraint orders_total_present not null total not valid;
alter table orders alter column total set not null;

-- case: add-not-null-constraint-partitioned-not-valid
alter table events add constraint events_payload_present not null payload not valid;

-- case: validate-not-null-constraint-partitioned
alter table events add constraint events_payload_present not null payload not valid;
alter table events validate constraint events_payload_present;

-- case: drop-not-null-constraint
alter table orders add constraint orders_total_present not null total;
alter table orders drop constraint orders_total_present;

-- case: set-statistics
alter table orders alter column total set statistics 500;

-- case: set-statistics-partitioned
alter table events alter column at set statistics 500;

-- case: set-statistics-default
alter table orders alter column total set statistics default;

-- case: set-attribute-option
alter table orders alter column total set (n_distinct = 100);

-- case: reset-attribute-option
alter table orders alter column total reset (n_distinct);

-- case: set-storage
alter table orders alter column comment set storage external;

-- case: set-storage-main
alter table orders alter column comment set storage main;

-- case: set-storage-partitioned
alter table events alter column payload set storage external;

-- case: set-compression
alter table orders alter column comment set compression pglz;

-- case: set-compression-default
alter table orders alter column comment set compression default;

-- case: add-identity
alter table orders alter column id add generated by default as identity;

-- case: add-identity-always
alter table orders alter column id add generated always as identity (start with 1000);

-- case: add-identity-nullable-column
alter table tickets alter column body add generated always as identity;

-- case: set-generated
alter table shipments alter column id set generated always;

-- case: identity-restart
alter table shipments alter column id restart;

-- case: identity-restart-with
alter table shipments alter column id restart with 1000;

-- case: identity-set-increment
alter table shipments alter column id set increment by 10;

-- case: identity-several-options
alter table shipments alter column id set generated always set start with 5 restart;

-- case: drop-identity
alter table shipments alter column id drop identity;

-- case: drop-identity-if-exists
alter table shipments alter column id drop identity if exists;

-- case: drop-identity-if-exists-but-none
alter table orders alter column id drop identity if exists;

-- case: drop-expression
alter table orders add column doubled numeric generated always as (total * 2) stored;
alter table orders alter column doubled drop expression;

-- case: drop-expression-if-exists
alter table orders add column doubled numeric generated always as (total * 2) stored;
alter table orders alter column doubled drop expression if exists;

-- case: drop-expression-virtual
alter table orders add column doubled numeric generated always as (total * 2) virtual;
alter table orders alter column doubled drop expression;

-- case: set-expression
alter table orders add column doubled numeric generated always as (total * 2) stored;
alter table orders alter column doubled set expression as (total * 3);

-- case: set-expression-virtual
alter table orders add column doubled numeric generated always as (total * 2) virtual;
alter table orders alter column doubled set expression as (total * 3);

-- case: several-weak
alter table orders alter column total set statistics 10, alter column number set statistics 10;

-- case: weak-and-strong
alter table orders alter column total set statistics 10, alter column comment set default 'x';

-- case: rename-column
alter table orders rename column comment to remark;

-- case: rename-column-short
alter table orders rename comment to remark;

-- case: rename-column-used-by-view
alter table orders rename column total to amount;

-- case: rename-column-indexed
alter table orders rename column number to code;

-- case: rename-column-partitioned
alter table events rename column payload to body;

-- case: rename-column-partition
alter table events_2024 rename column payload to body;

-- case: rename-column-inheritance
alter table documents rename column title to heading;

-- case: rename-column-inheritance-child
alter table letters rename column sender to author;

-- case: rename-column-inherited
alter table letters rename column title to heading;

-- case: rename-column-of-foreign-key
alter table order_items rename column product_id to article_id;

-- case: rename-column-referenced
alter table products rename column id to number;

-- case: rename-column-if-table-exists
alter table if exists orders rename column comment to remark;

-- case: rename-column-of-view
alter view open_orders rename column total to amount;

-- case: rename-column-of-view-as-table
alter table open_orders rename column total to amount;

-- case: rename-column-of-materialized-view
alter materialized view sales rename column total to amount;

-- case: rename-column-of-type
alter type address rename attribute city to town;

-- case: rename-column-of-type-cascade
create table places of address;
alter type address rename attribute city to town cascade;

-- case: drop-column
alter table orders drop column comment;

-- case: drop-column-short
alter table orders drop comment;

-- case: drop-column-if-exists
alter table orders drop column if exists comment;

-- case: drop-column-if-exists-missing
alter table orders drop column if exists no_such_column;

-- case: drop-column-missing
alter table orders drop column no_such_column;

-- case: drop-column-with-index
alter table customers drop column name cascade;

-- case: drop-column-with-unique
alter table products drop column sku;

-- case: drop-column-with-check
alter table customers drop column rank;

-- case: drop-column-in-multi-column-index
alter table orders drop column customer_id cascade;

-- case: drop-column-in-partial-index-predicate
alter table coupons drop column percent;

-- case: drop-column-in-expression-index
alter table customers drop column email;

-- case: drop-column-with-foreign-key
alter table order_items drop column product_id;

-- case: drop-column-with-composite-foreign-key
alter table shipments drop column line;

-- case: drop-column-primary-key
alter table billing.invoices drop column id;

-- case: drop-column-referenced
alter table products drop column id;

-- case: drop-column-referenced-cascade
alter table products drop column id cascade;

-- case: drop-column-composite-key-referenced-cascade
alter table order_items drop column line cascade;

-- case: drop-column-self-referenced-cascade
alter table categories drop column id cascade;

-- case: drop-column-of-self-reference
alter table categories drop column parent_id;

-- case: drop-column-used-by-view
alter table orders drop column total;

-- case: drop-column-used-by-view-cascade
alter table orders drop column total cascade;

-- case: drop-column-used-by-view-condition-cascade
alter table orders drop column state cascade;

-- case: drop-column-serial
alter table tickets drop column id;

-- case: drop-column-identity
alter table shipments drop column id;

-- case: drop-column-owning-a-sequence
alter table tickets drop column priority;

-- case: drop-column-used-by-generated
alter table orders add column doubled numeric generated always as (total * 2) stored;
alter table orders drop column doubled;

-- case: drop-column-source-of-generated
alter table samples add column doubled int generated always as (whole * 2) stored;
alter table samples drop column whole;

-- case: drop-column-source-of-generated-cascade
alter table samples add column doubled int generated always as (whole * 2) stored;
alter table samples drop column whole cascade;

-- case: drop-column-in-statistics
alter table orders drop column state cascade, drop column number;

-- case: drop-column-used-by-policy
create policy rich on customers using (credit > 0);
alter table customers drop column credit;

-- case: drop-column-used-by-policy-cascade
create policy rich on customers using (credit > 0);
alter table customers drop column credit cascade;

-- case: drop-column-used-by-trigger
create trigger on_total before update of comment on orders for each row execute function stamp();
alter table orders drop column comment;

-- case: drop-column-used-by-trigger-cascade
create trigger on_total before update of comment on orders for each row execute function stamp();
alter table orders drop column comment cascade;

-- case: drop-two-columns
alter table orders drop column comment, drop column external_id;

-- case: drop-column-and-add-again
alter table orders drop column comment, add column comment varchar(10);

-- case: drop-column-partitioned
alter table events drop column payload;

-- case: drop-column-partition-key
alter table events drop column at;

-- case: drop-column-partition
alter table events_2024 drop column payload;

-- case: drop-column-partitioned-only
alter table only events drop column payload;

-- case: drop-column-partitioned-with-foreign-key
alter table regions drop column customer_id;

-- case: drop-column-inheritance
alter table documents drop column title;

-- case: drop-column-inheritance-only
alter table only documents drop column title;

-- case: drop-column-inherited
alter table letters drop column title;

-- case: drop-column-other-schema
alter table billing.invoices drop column order_id;

-- case: drop-column-in-materialized-view-cascade
alter table orders drop column customer_id cascade, drop column if exists nothing;

-- case: drop-column-view-on-view-cascade
create table base (a int, b int);
create view first_view as select a, b from base;
create view second_view as select b from first_view;
create view unrelated_view as select a from base;
alter table base drop column b cascade;
