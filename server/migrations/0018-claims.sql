-- What copy may claim: who answers for it, what proves it, and until when. Of the whole brand where no product is named.
create table claim_cards (
  id uuid primary key,
  brand_id uuid not null references brands (id),
  product_id uuid,
  text text not null check (text <> ''),
  picture_id uuid references pictures (id),
  url text check (url like 'https://%'),
  owner_name text not null check (owner_name <> ''),
  expires_at timestamptz not null,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  unique (id, brand_id),
  foreign key (product_id, brand_id) references products (id, brand_id),
  constraint claim_cards_proven check (num_nonnulls(picture_id, url) > 0)
);
create index claim_cards_by_brand on claim_cards (brand_id, created_at desc);

-- On which card of its brand a sentence of a material rests. A sentence may be longer than an index takes.
alter table materials add unique (id, brand_id);
create table material_claims (
  material_id uuid not null,
  brand_id uuid not null,
  sentence text not null,
  card_id uuid not null,
  foreign key (material_id, brand_id) references materials (id, brand_id) on delete cascade,
  foreign key (card_id, brand_id) references claim_cards (id, brand_id)
);
create unique index material_claims_once on material_claims (material_id, md5(sentence));

-- Whether pages and posters say that they are advertising; without a row they do.
create table ad_mark (
  is_single boolean primary key default true check (is_single),
  is_shown boolean not null
);
