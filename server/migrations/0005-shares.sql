-- One link for a shopkeeper, a show and a material: the natural key makes asking twice answer the same link.
create table shares (
  id uuid primary key,
  code text not null unique check (code ~ '^[0-9A-Za-z]{14}$'),
  shopkeeper_id uuid not null references accounts (id),
  show_id uuid not null,
  material_id uuid not null references materials (id),
  drop_seq integer not null,
  created_at timestamptz not null,
  unique (shopkeeper_id, show_id, material_id)
);
create index shares_by_show on shares (show_id, material_id);

create table share_evidence (
  share_id uuid not null references shares (id) on delete cascade,
  grade text not null check (grade in ('E0', 'E1', 'E2')),
  at timestamptz not null,
  primary key (share_id, grade)
);

-- Every beacon that came; only the first good one of a visitor counts for a link.
create table visits (
  id uuid primary key,
  share_id uuid not null references shares (id) on delete cascade,
  visitor_id bytea,
  at timestamptz not null,
  verdict text not null check (verdict in ('counted', 'repeated', 'refused')),
  reasons text[] not null default '{}',
  check ((verdict = 'refused') = (reasons <> '{}')),
  check (verdict <> 'counted' or visitor_id is not null)
);
create unique index visits_counted_once on visits (share_id, visitor_id) where verdict = 'counted';
create index visits_by_age on visits (at);

-- Browsers that were seen signed in: what they open of the same account is never a visit.
create table visitor_accounts (
  visitor_id bytea not null,
  account_id uuid not null references accounts (id) on delete cascade,
  seen_at timestamptz not null,
  primary key (visitor_id, account_id)
);
