-- Partitions: CREATE TABLE ... PARTITION OF, ATTACH, DETACH and what else touches a whole tree

-- case: create-partition
create table events_2028 partition of events for values from ('2028-01-01') to ('2029-01-01');

-- case: create-partition-if-not-exists
create table if not exists events_2028 partition of events for values from ('2028-01-01') to ('2029-01-01');

-- case: create-partition-if-not-exists-there
create table if not exists events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');

-- case: create-partition-overlapping
create table events_2028 partition of events for values from ('2024-06-01') to ('2024-07-01');

-- case: create-partition-with-constraint
create table events_2028 partition of events (check (kind > 0)) for values from ('2028-01-01') to ('2029-01-01');

-- case: create-sub-partitioned-partition
create table events_2028 partition of events for values from ('2028-01-01') to ('2029-01-01') partition by list (kind);

-- case: create-sub-partition
create table events_2025_c partition of events_2025 for values in (3);

-- case: create-default-partition
create table events_rest partition of events default;

-- case: create-default-sub-partition
create table events_2025_rest partition of events_2025 default;

-- case: create-partition-beside-default
create table regions_5 partition of regions for values in (5);

-- case: create-partition-beside-default-with-such-rows
create table regions_9 partition of regions for values in (9);

-- case: create-partition-beside-proven-default
alter table regions_rest add constraint k check (code is not null and code > 8);
create table regions_5 partition of regions for values in (5);

-- case: create-partition-beside-sub-partitioned-default
create table tree (a int, b int) partition by list (a);
create table tree_rest partition of tree default partition by list (b);
create table tree_rest_1 partition of tree_rest for values in (1);
create table tree_1 partition of tree for values in (1);

-- case: create-hash-partition
create table buckets (id int) partition by hash (id);
create table buckets_0 partition of buckets for values with (modulus 2, remainder 0);

-- case: create-partition-with-foreign-key
create table regions_list (code int, product_id int references products (id)) partition by list (code);
create table regions_list_1 partition of regions_list for values in (1);

-- case: create-partition-of-referenced
create table tree (a int primary key) partition by list (a);
create table leaf (a int references tree);
create table tree_1 partition of tree for values in (1);

-- case: create-partition-with-index-and-trigger
create index events_kind_idx on events (kind);
create table events_2028 partition of events for values from ('2028-01-01') to ('2029-01-01');

-- case: create-partition-unlogged
create unlogged table events_2028 partition of events for values from ('2028-01-01') to ('2029-01-01');

-- case: attach
alter table visits attach partition visits_2026 for values from ('2026-01-01') to ('2027-01-01');

-- case: attach-proven
alter table visits attach partition visits_2027 for values from ('2027-01-01') to ('2028-01-01');

-- case: attach-proven-by-tighter-check
alter table visits_2026 add constraint k check (at >= date '2026-02-01' and at < date '2026-07-01');
alter table visits attach partition visits_2026 for values from ('2026-01-01') to ('2027-01-01');

-- case: attach-check-too-wide
alter table visits_2026 add constraint k check (at >= date '2026-01-01');
alter table visits attach partition visits_2026 for values from ('2026-01-01') to ('2027-01-01');

-- case: attach-check-not-valid
alter table visits_2026 add constraint k check (at >= date '2026-01-01' and at < date '2027-01-01') not valid;
alter table visits attach partition visits_2026 for values from ('2026-01-01') to ('2027-01-01');

-- case: attach-check-validated
alter table visits_2026 add constraint k check (at >= date '2026-01-01' and at < date '2027-01-01') not valid;
alter table visits_2026 validate constraint k;
alter table visits attach partition visits_2026 for values from ('2026-01-01') to ('2027-01-01');

-- case: attach-check-in-two-parts
alter table visits_2026 add constraint k check (at >= date '2026-01-01'), add constraint l check (at < date '2027-01-01');
alter table visits attach partition visits_2026 for values from ('2026-01-01') to ('2027-01-01');

-- case: attach-check-text-literal
alter table visits_2026 add constraint k check (at >= '2026-01-01' and at < '2027-01-01');
alter table visits attach partition visits_2026 for values from ('2026-01-01') to ('2027-01-01');

-- case: attach-nullable-key-with-check
create table spare (id bigint not null, at date, kind int, payload text);
alter table spare add constraint k check (at >= date '2026-01-01' and at < date '2027-01-01');
alter table visits attach partition spare for values from ('2026-01-01') to ('2027-01-01');

-- case: attach-builds-index
alter table events attach partition events_2027 for values from ('2027-01-01') to ('2028-01-01');

-- case: attach-checks-foreign-key
alter table regions attach partition regions_3 for values in (3);

-- case: attach-beside-default-with-foreign-key
alter table regions attach partition regions_2 for values in (2);

-- case: attach-list
alter table zones attach partition zones_2 for values in (2);

-- case: attach-list-proven
alter table zones attach partition zones_3 for values in (3);

-- case: attach-list-nullable
create table zones_4 (code int, name text, constraint k check (code = 4));
alter table zones attach partition zones_4 for values in (4);

-- case: attach-list-check-in
create table zones_4 (code int not null, name text, constraint k check (code in (4, 5)));
alter table zones attach partition zones_4 for values in (4, 5, 6);

-- case: attach-list-with-not-null-check
create table zones_4 (code int, name text, constraint k check (code = 4 and code is not null));
alter table zones attach partition zones_4 for values in (4);

-- case: attach-list-and-default-proven
alter table zones_rest add constraint k check (code is not null and code > 8);
alter table zones attach partition zones_3 for values in (3);

-- case: attach-default
create table visits_rest (id bigint not null, at date not null, kind int not null, payload text);
alter table visits attach partition visits_rest default;

-- case: attach-with-foreign-key-already
alter table regions_2 add foreign key (customer_id) references customers (id);
alter table regions attach partition regions_2 for values in (2);

-- case: attach-with-index-already
create index regions_name_idx on regions (name);
create index regions_2_name_idx on regions_2 (name);
alter table regions attach partition regions_2 for values in (2);

-- case: attach-without-index
create index regions_name_idx on regions (name);
alter table regions attach partition regions_2 for values in (2);

-- case: attach-with-primary-key
create table readings_list (sensor int primary key, value int) partition by list (sensor);
create table readings_one (sensor int not null, value int);
alter table readings_list attach partition readings_one for values in (1);

-- case: attach-with-primary-key-nullable
create table readings_list (sensor int primary key, value int) partition by list (sensor);
create table readings_one (sensor int, value int);
alter table readings_list attach partition readings_one for values in (1);

-- case: attach-sub-partitioned
create table events_2028 (id bigint not null, at date not null, kind int not null, payload text) partition by list (kind);
create table events_2028_a partition of events_2028 for values in (1);
alter table events attach partition events_2028 for values from ('2028-01-01') to ('2029-01-01');

-- case: attach-to-sub-partitioned
create table events_2025_c (id bigint not null, at date not null, kind int not null, payload text);
alter table events_2025 attach partition events_2025_c for values in (3);

-- case: attach-beside-sub-partitioned-default
create table tree (a int, b int) partition by list (a);
create table tree_rest partition of tree default partition by list (b);
create table tree_rest_1 partition of tree_rest for values in (1);
create table tree_1 (a int, b int);
alter table tree attach partition tree_1 for values in (1);

-- case: attach-hash
create table buckets (id int) partition by hash (id);
create table buckets_0 (id int);
alter table buckets attach partition buckets_0 for values with (modulus 2, remainder 0);

-- case: attach-to-referenced
create table tree (a int primary key) partition by list (a);
create table leaf (a int references tree);
create table tree_1 (a int not null);
alter table tree attach partition tree_1 for values in (1);

-- case: attach-column-missing
alter table events attach partition settings for values from ('2026-01-01') to ('2027-01-01');

-- case: attach-not-null-missing
create table spare (id bigint, at date not null, kind int not null, payload text);
alter table events attach partition spare for values from ('2026-01-01') to ('2027-01-01');

-- case: attach-already
alter table events attach partition events_2024 for values from ('2024-01-01') to ('2025-01-01');

-- case: attach-rows-outside
alter table visits attach partition visits_2026 for values from ('2020-01-01') to ('2021-01-01');

-- case: attach-with-trigger
create trigger t after insert on events_2026 for each row execute function stamp();
alter table events attach partition events_2026 for values from ('2026-01-01') to ('2027-01-01');

-- case: detach
alter table events detach partition events_2024;

-- case: detach-if-exists
alter table if exists events detach partition events_2024;

-- case: detach-concurrently
alter table events detach partition events_2024 concurrently;

-- case: detach-finalize
alter table events detach partition events_2024 finalize;

-- case: detach-sub-partitioned
alter table events detach partition events_2025;

-- case: detach-sub-partitioned-concurrently
alter table events detach partition events_2025 concurrently;

-- case: detach-of-sub-partitioned
alter table events_2025 detach partition events_2025_a;

-- case: detach-beside-default
alter table regions detach partition regions_1;

-- case: detach-beside-default-concurrently
alter table regions detach partition regions_1 concurrently;

-- case: detach-default
alter table regions detach partition regions_rest;

-- case: detach-with-foreign-key
create table regions_list (code int, product_id int references products (id)) partition by list (code);
create table regions_list_1 partition of regions_list for values in (1);
alter table regions_list detach partition regions_list_1;

-- case: detach-with-foreign-key-concurrently
create table regions_list (code int, product_id int references products (id)) partition by list (code);
create table regions_list_1 partition of regions_list for values in (1);
alter table regions_list detach partition regions_list_1 concurrently;

-- case: detach-referenced
create table tree (a int primary key) partition by list (a);
create table tree_1 partition of tree for values in (1);
create table leaf (a int references tree);
alter table tree detach partition tree_1;

-- case: detach-not-a-partition
alter table events detach partition events_2026;

-- case: detach-hash
alter table readings detach partition readings_0;

-- case: split-partition
alter table events split partition events_2024 into (partition a for values from ('2024-01-01') to ('2024-06-01'));

-- case: insert-into-partitioned
insert into events values (1, '2024-03-01', 1, 'x');

-- case: insert-into-default
insert into regions values (77, 'x', 1);

-- case: truncate-partitioned
truncate events;

-- case: truncate-partition
truncate events_2024;

-- case: truncate-partitioned-only
truncate only events;

-- case: partition-of-not-partitioned
create table orders_1 partition of orders for values in (1);
