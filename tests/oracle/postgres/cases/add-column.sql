-- ALTER TABLE ... ADD COLUMN

-- case: nullable
alter table orders add column note text;

-- case: qualified
alter table public.orders add column note text;

-- case: other-schema
alter table billing.invoices add column paid boolean;

-- case: domain-with-check
alter table orders add column priority positive;

-- case: create-index-concurrently
create index concurrently orders_total_idx on orders (total);

-- case: drop-index-concurrently
drop index concurrently orders_number_idx;

-- case: reindex-concurrently
reindex table concurrently orders;

-- case: detach-concurrently
alter table events detach partition events_2024 concurrently;

-- case: vacuum-full
vacuum full orders;

-- case: vacuum
vacuum orders;

-- case: reindex-schema
reindex schema billing;

-- case: rename
alter table orders rename to purchases;
