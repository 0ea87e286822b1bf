-- An order is placed on a shopkeeper's link and carries it: the pair (share, shopkeeper) is one that exists.
alter table shares add constraint shares_of_shopkeeper unique (id, shopkeeper_id);

create table orders (
  id uuid primary key,
  share_id uuid not null,
  shopkeeper_id uuid not null references accounts (id),
  show_id uuid not null,
  brand_id uuid not null,
  product_id uuid not null,
  product_name text not null,
  quantity integer not null check (quantity between 1 and 20),
  refunded_quantity integer not null default 0 check (refunded_quantity between 0 and quantity),
  unit_price_minor bigint not null check (unit_price_minor >= 0),
  currency text not null check (currency in ('CNY', 'USD', 'EUR', 'HKD')),
  commission_bps integer not null check (commission_bps between 0 and 5000),
  after_sale_days integer not null check (after_sale_days between 7 and 90),
  state text not null
    check (state in ('placed', 'paid', 'shipped', 'received', 'completed', 'cancelled', 'refunded')),
  -- Counts the acts on the order; each books at most once in the ledger.
  version integer not null default 1,
  buyer_name text not null,
  buyer_phone text not null,
  buyer_address text not null,
  tracking text not null default '',
  idempotency_key uuid not null,
  request_hash text not null,
  placed_at timestamptz not null,
  expires_at timestamptz not null,
  shipped_at timestamptz,
  received_at timestamptz,
  foreign key (share_id, shopkeeper_id) references shares (id, shopkeeper_id),
  foreign key (product_id, brand_id) references products (id, brand_id),
  unique (share_id, idempotency_key),
  unique (id, shopkeeper_id),
  check ((state = 'refunded') = (refunded_quantity = quantity))
);
create index orders_by_brand on orders (brand_id, id desc);
create index orders_by_shopkeeper on orders (shopkeeper_id, id desc);
create index orders_unpaid on orders (expires_at) where state = 'placed';
create index orders_on_their_way on orders (shipped_at) where state = 'shipped';
create index orders_in_after_sale on orders (received_at) where state = 'received';

-- Who did what to an order, one row for each version.
create table order_events (
  order_id uuid not null references orders (id),
  version integer not null,
  act text not null,
  by_account uuid references accounts (id),
  at timestamptz not null,
  detail text not null default '',
  primary key (order_id, version)
);

create table refunds (
  id uuid primary key,
  order_id uuid not null references orders (id),
  quantity integer not null check (quantity > 0),
  amount_minor bigint not null check (amount_minor >= 0),
  cause text not null check (cause in ('asked', 'given', 'late_payment')),
  state text not null check (state in ('open', 'declined', 'due', 'done')),
  reason text not null default '',
  answer text not null default '',
  opened_at timestamptz not null
);
create index refunds_by_order on refunds (order_id);
create unique index refunds_one_open on refunds (order_id) where state = 'open';

-- What outside shops told us of payments; an event counts once, whatever became of it.
create table payment_events (
  brand_id uuid not null references brands (id),
  event_id text not null,
  body_hash text not null,
  order_id text not null,
  amount_minor bigint not null,
  currency text not null,
  held_for text check (held_for in ('unknown_order', 'wrong_amount', 'wrong_currency', 'paid_already')),
  received_at timestamptz not null,
  primary key (brand_id, event_id)
);
create index payment_events_held on payment_events (brand_id, received_at desc) where held_for is not null;

-- Whoever took buyers' or shopkeepers' data out of the system.
create table exports (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  what text not null,
  row_count integer not null,
  at timestamptz not null
);

create table payout_batches (
  id uuid primary key,
  currency text not null check (currency in ('CNY', 'USD', 'EUR', 'HKD')),
  withholding_bps integer not null check (withholding_bps between 0 and 5000),
  created_by uuid not null references accounts (id),
  created_at timestamptz not null,
  idempotency_key uuid not null,
  unique (created_by, idempotency_key)
);
create table payouts (
  id uuid primary key,
  batch_id uuid not null references payout_batches (id),
  shopkeeper_id uuid not null references accounts (id),
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  withheld_minor bigint not null check (withheld_minor between 0 and amount_minor),
  state text not null check (state in ('batch', 'approved', 'sent', 'paid', 'failed')),
  note text not null default '',
  unique (batch_id, shopkeeper_id),
  unique (id, shopkeeper_id)
);

-- The ledger. One paid level: a commission names an order and its shopkeeper as a pair that exists, and that pair goes
-- back to the link the order was placed on. There is no column by which anybody else could earn on it.
create table ledger_transactions (
  id bigint generated always as identity primary key,
  kind text not null
    check (kind in ('booked', 'released', 'reversed', 'payout_opened', 'payout_paid', 'payout_failed')),
  shopkeeper_id uuid not null references accounts (id),
  order_id uuid,
  order_version integer,
  payout_id uuid,
  at timestamptz not null,
  foreign key (order_id, shopkeeper_id) references orders (id, shopkeeper_id),
  foreign key (payout_id, shopkeeper_id) references payouts (id, shopkeeper_id),
  check ((kind in ('booked', 'released', 'reversed')) = (order_id is not null)),
  check ((kind like 'payout%') = (payout_id is not null)),
  check ((order_id is null) = (order_version is null)),
  unique (order_id, order_version),
  unique (payout_id, kind)
);
create unique index ledger_booked_once on ledger_transactions (order_id, kind) where kind in ('booked', 'released');
create index ledger_by_shopkeeper on ledger_transactions (shopkeeper_id);

create table ledger_entries (
  transaction_id bigint not null references ledger_transactions (id),
  account text not null check (account in ('merchant', 'pending', 'available', 'in_payout', 'paid', 'withheld')),
  amount_minor bigint not null check (amount_minor <> 0),
  currency text not null check (currency in ('CNY', 'USD', 'EUR', 'HKD')),
  primary key (transaction_id, account)
);

create table ledger_seals (
  number integer primary key check (number > 0),
  last_transaction bigint not null unique,
  previous_hash text not null,
  hash text not null unique,
  sealed_at timestamptz not null
);

create table reconciliations (
  id uuid primary key,
  at timestamptz not null,
  is_ok boolean not null,
  checks jsonb not null
);
create index reconciliations_by_time on reconciliations (at desc);

create function refuse_ledger_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: book a new transaction instead', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete or truncate on ledger_transactions
  for each statement execute function refuse_ledger_change();
create trigger append_only before update or delete or truncate on ledger_entries
  for each statement execute function refuse_ledger_change();
create trigger append_only before update or delete or truncate on ledger_seals
  for each statement execute function refuse_ledger_change();

-- At commit every transaction sums to zero in its one currency, and has entries.
create function check_ledger_balance() returns trigger language plpgsql as $$
declare
  checked bigint := case tg_table_name when 'ledger_entries' then (to_jsonb(new) ->> 'transaction_id')::bigint
    else (to_jsonb(new) ->> 'id')::bigint end;
  total numeric; currencies integer;
begin
  select sum(amount_minor), count(distinct currency) into total, currencies
    from ledger_entries where transaction_id = checked;
  if total is distinct from 0 or currencies <> 1 then
    raise exception 'ledger transaction % is not balanced', checked using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger balanced after insert on ledger_entries
  deferrable initially deferred for each row execute function check_ledger_balance();
create constraint trigger balanced after insert on ledger_transactions
  deferrable initially deferred for each row execute function check_ledger_balance();

-- Where the database allows roles, the server works as one that can only add to the ledger; the owner migrates.
do $$ begin
  create role shoal_app nologin;
exception when duplicate_object or unique_violation or insufficient_privilege then null;
end $$;
do $$ begin
  grant usage on schema public to shoal_app;
  grant select, insert, update, delete on all tables in schema public to shoal_app;
  grant usage on all sequences in schema public to shoal_app;
  alter default privileges grant select, insert, update, delete on tables to shoal_app;
  alter default privileges grant usage on sequences to shoal_app;
  alter default privileges grant usage on schemas to shoal_app;
  revoke update, delete on ledger_transactions, ledger_entries, ledger_seals, order_events, exports from shoal_app;
  grant shoal_app to current_user;
  if to_regnamespace('pgboss') is not null then
    grant usage on schema pgboss to shoal_app;
    grant select, insert, update, delete on all tables in schema pgboss to shoal_app;
    grant usage on all sequences in schema pgboss to shoal_app;
  end if;
exception when undefined_object or insufficient_privilege then
  raise notice 'no role shoal_app here: the ledger is guarded by its triggers alone';
end $$;
