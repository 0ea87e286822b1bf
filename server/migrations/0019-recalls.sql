-- Who recalled a material or took that back, and with which words. Never changed: what is wrong in an act is another act.
create table recall_acts (
  id uuid primary key,
  material_id uuid not null references materials (id),
  kind text not null check (kind in ('recalled', 'restored')),
  reason text not null check (reason <> ''),
  correction text not null default '',
  replacement_id uuid references materials (id),
  by_account uuid not null references accounts (id),
  at timestamptz not null,
  unique (id, material_id),
  check ((kind = 'recalled') = (correction <> '')),
  check (replacement_id is null or (kind = 'recalled' and replacement_id <> material_id))
);
create index recall_acts_of_material on recall_acts (material_id, at desc);
create trigger recall_acts_append_only before update or delete on recall_acts
  for each row execute function refuse_change();

-- The act that holds now; a material without a row is as good as ever.
create table standing_recalls (
  material_id uuid primary key,
  recall_id uuid not null unique,
  foreign key (recall_id, material_id) references recall_acts (id, material_id)
);

-- How far each shopkeeper got with the correction.
create table recall_receipts (
  recall_id uuid not null references recall_acts (id),
  shopkeeper_id uuid not null references accounts (id) on delete cascade,
  seen_at timestamptz not null,
  done_at timestamptz,
  primary key (recall_id, shopkeeper_id)
);

-- Drops that fell with their material stand again when it does; those that the host took back do not.
alter table drops
  add column fell_with_material boolean not null default false,
  add constraint drops_fell check (not fell_with_material or recall_seq is not null);
create index drops_of_material on drops (material_id, show_id);
create index shares_of_material on shares (material_id);

do $$ begin
  revoke update, delete on recall_acts from shoal_app;
exception when undefined_object or insufficient_privilege then null;
end $$;
