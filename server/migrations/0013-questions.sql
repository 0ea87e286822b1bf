-- What shopkeepers ask in a show. Votes are counted in the transaction that writes them.
create table questions (
  id uuid primary key,
  show_id uuid not null references shows (id) on delete cascade,
  asker_id uuid not null references accounts (id) on delete cascade,
  asker_name text not null,
  text text not null,
  asked_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'answering', 'answered', 'dismissed')),
  votes integer not null default 0 check (votes >= 0),
  -- Empty when the host said it live.
  answer text,
  answered_at timestamptz,
  answered_programme_ms bigint,
  -- The transaction that changed it last, so that what moved is found without a clock.
  changed_in xid8 not null default pg_current_xact_id(),
  check ((state = 'answered') <= (answer is not null)),
  check ((answer is null) = (answered_at is null) and (answer is null) = (answered_programme_ms is null))
);
create index questions_by_votes on questions (show_id, votes desc, asked_at) where state in ('open', 'answering');
create index questions_of_asker on questions (show_id, asker_id);
create index questions_answered on questions (show_id, answered_at desc) where state = 'answered';
create index questions_by_change on questions (show_id, changed_in);

create table question_votes (
  question_id uuid not null references questions (id) on delete cascade,
  account_id uuid not null references accounts (id) on delete cascade,
  primary key (question_id, account_id)
);

-- What buyers of a product are told. Outlives the show in which it was asked.
create table product_faqs (
  id uuid primary key,
  product_id uuid not null references products (id),
  question text not null,
  answer text not null,
  show_id uuid references shows (id) on delete set null,
  question_id uuid references questions (id) on delete set null,
  filed_by uuid references accounts (id) on delete set null,
  filed_at timestamptz not null,
  archived_at timestamptz,
  unique (product_id, question_id)
);
create index product_faqs_of_product on product_faqs (product_id, filed_at desc) where archived_at is null;
