-- The same message in other tones, by tone; `text` is what a material always has.
alter table materials add column tones jsonb not null default '{}' check (jsonb_typeof(tones) = 'object');

-- How a shopkeeper forwards a material: the tone she picked, and her own words where she changed them.
create table kept_words (
  shopkeeper_id uuid not null references accounts (id) on delete cascade,
  material_id uuid not null references materials (id) on delete cascade,
  tone text not null check (tone in ('plain', 'expert', 'warm', 'short')),
  -- Null: as the crew wrote them, also after they correct them.
  words text,
  kept_at timestamptz not null,
  primary key (shopkeeper_id, material_id)
);

-- When a group was given something: a forward that she did or says she did through a link of that group.
create table group_feedings (
  share_id uuid not null references shares (id) on delete cascade,
  group_id uuid not null references shopkeeper_groups (id) on delete cascade,
  at timestamptz not null,
  primary key (share_id, at)
);
create index group_feedings_by_group on group_feedings (group_id, at desc);
create index shares_by_group on shares (group_id) where group_id is not null;
