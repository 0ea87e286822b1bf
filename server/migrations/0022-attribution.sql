-- Who is credited for an order and why: decided once, as it comes, and kept with all that was looked at.
create table attributions (
  order_id uuid primary key references orders (id),
  rule text not null,
  basis text not null check (basis in ('placed_on_link', 'last_click', 'carried_link')),
  share_id uuid not null,
  shopkeeper_id uuid not null,
  -- A hash of the buyer's first-party cookie, where she had one.
  visitor_id bytea,
  decided_at timestamptz not null,
  foreign key (order_id, shopkeeper_id) references orders (id, shopkeeper_id),
  foreign key (share_id, shopkeeper_id) references shares (id, shopkeeper_id)
);
create index attributions_by_visitor on attributions (visitor_id, decided_at) where visitor_id is not null;

create table attribution_candidates (
  order_id uuid not null references attributions (order_id),
  number integer not null,
  basis text not null check (basis in ('placed_on_link', 'last_click', 'carried_link')),
  share_id uuid not null references shares (id),
  -- The hit that it rests on, which is kept for as long.
  visit_id uuid references visits (id),
  at timestamptz not null,
  verdict text not null
    check (verdict in ('chosen', 'earlier', 'outranked', 'expired', 'refused', 'recalled', 'rehearsal', 'other_brand')),
  primary key (order_id, number),
  check ((basis = 'last_click') = (visit_id is not null))
);
create unique index attribution_chosen_once on attribution_candidates (order_id) where verdict = 'chosen';
create index attribution_candidates_by_visit on attribution_candidates (visit_id) where visit_id is not null;

create function refuse_record_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete or truncate on attributions
  for each statement execute function refuse_record_change();
create trigger append_only before update or delete or truncate on attribution_candidates
  for each statement execute function refuse_record_change();
create trigger append_only before update or delete or truncate on order_events
  for each statement execute function refuse_record_change();

-- Raw hits are kept for 90 days; what they counted stays.
alter table shares add column visitors_before integer not null default 0 check (visitors_before >= 0);
create index visits_by_visitor on visits (visitor_id, at) where visitor_id is not null;

-- A commission on an order that looks like the shopkeeper's own waits for an operator: it stays pending meanwhile.
alter table orders
  add column hold text check (hold in ('held', 'released', 'rejected')),
  add column hold_reasons text[] not null default '{}',
  -- Accounts that the buyer's browser or phone belongs to.
  add column buyer_accounts uuid[] not null default '{}',
  -- The number that an outside shop gave its own order.
  add column outside_number text,
  add constraint orders_hold_reasoned check ((hold is null) = (hold_reasons = '{}'));
create index orders_held on orders (hold, id desc) where hold is not null;
create index orders_by_phone on orders (buyer_phone, placed_at);
create index orders_by_buyer_account on orders using gin (buyer_accounts) where buyer_accounts <> '{}';
create unique index orders_outside_once on orders (brand_id, outside_number) where outside_number is not null;

alter table payment_events
  drop constraint payment_events_held_for_check,
  add constraint payment_events_held_for_check
    check (held_for in ('unknown_order', 'wrong_amount', 'wrong_currency', 'paid_already', 'unknown_product', 'no_link'));

-- The first secret of a brand's hook has no row; each row is one more, and the one before it ends a day later.
create table payment_hook_secrets (
  brand_id uuid not null references brands (id),
  number integer not null check (number > 1),
  made_by uuid not null references accounts (id),
  made_at timestamptz not null,
  primary key (brand_id, number)
);

-- An order that was paid on a task's link is one piece of evidence, however often it moves.
alter table task_evidence
  add column order_id uuid references orders (id),
  add constraint task_orders_named check ((grade = 'E4') = (order_id is not null));
create unique index task_orders_once on task_evidence (order_id) where order_id is not null;

do $$ begin
  grant select, insert, update, delete on attributions, attribution_candidates, payment_hook_secrets to shoal_app;
  revoke update, delete on attributions, attribution_candidates from shoal_app;
exception when undefined_object or insufficient_privilege then
  raise notice 'no role shoal_app here: the records are guarded by their triggers alone';
end $$;
