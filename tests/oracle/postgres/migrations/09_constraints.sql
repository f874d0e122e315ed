create table account (id bigint not null, owner text, balance integer, opened date, closed date, region text);
create unique index concurrently account_id on account (id);
alter table account add constraint account_key primary key using index account_id;
create unique index account_owner_opened on account (owner, opened);
alter table account add unique using index account_owner_opened;
alter table account add constraint balance_sound check (balance > -100) not valid;
alter table account add constraint region_given check (region is not null) not valid;
alter table account validate constraint region_given;
alter table account alter column region set not null;
alter table account drop constraint region_given;
create table region (name text, code char(2), primary key (name), unique (code, name) deferrable initially deferred);
alter table account add foreign key (region) references region on update cascade not valid;
alter table account add constraint account_region_code foreign key (region) references region (name) deferrable;
alter table account alter constraint account_region_code not deferrable;
alter table account add constraint one_at_a_time exclude using btree (owner with =) where (closed is null);
alter table account add exclude using gist (daterange(opened, closed) with &&);

create table transfer (source bigint, target bigint, position integer, primary key (source, position),
  constraint both_known foreign key (source) references account, foreign key (target) references account (id) on delete restrict);
alter table transfer drop constraint transfer_pkey;
create table keyed (a integer, b integer, c integer);
alter table keyed add primary key (a, b);
alter table keyed drop constraint keyed_pkey, add primary key (c);
