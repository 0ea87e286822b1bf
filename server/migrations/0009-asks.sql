-- Quizzes and polls that wait in the run of show. The run of show is replaced as a whole, so a segment is named and not
-- referenced: what stood under one that is gone stands under none.
create table prepared_asks (
  id uuid primary key,
  show_id uuid not null references shows (id) on delete cascade,
  segment_id uuid,
  ordinal bigint generated always as identity,
  draft jsonb not null
);
create index prepared_asks_of_show on prepared_asks (show_id, ordinal);

-- What was asked, as it was when it was asked.
create table asks (
  id uuid primary key,
  show_id uuid not null references shows (id) on delete cascade,
  prepared_ask_id uuid,
  kind text not null check (kind in ('check_in', 'quiz', 'poll')),
  is_surprise boolean not null,
  questions jsonb not null,
  product_id uuid references products (id),
  product_name text,
  shows_results_live boolean not null,
  opened_seq bigint not null,
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  closed_seq bigint,
  closed_at timestamptz,
  check ((closed_at is null) = (closed_seq is null)),
  check ((product_id is null) = (product_name is null))
);
-- A show asks one thing at a time.
create unique index asks_one_open on asks (show_id) where closed_at is null;
create index asks_of_show on asks (show_id, opened_seq desc);

create table ask_answers (
  ask_id uuid not null references asks (id) on delete cascade,
  account_id uuid not null references accounts (id) on delete cascade,
  question smallint not null,
  option smallint not null,
  idempotency_key uuid not null,
  answered_at timestamptz not null,
  received_at timestamptz not null,
  is_too_fast boolean not null,
  is_right boolean,
  primary key (ask_id, account_id, question)
);
create index ask_answers_by_account on ask_answers (account_id, ask_id);

-- Kept in the transaction of the answers.
create table ask_counts (
  ask_id uuid not null references asks (id) on delete cascade,
  question smallint not null,
  option smallint not null,
  people integer not null,
  primary key (ask_id, question, option)
);

-- Armed surprise check-ins. The moment is drawn beforehand, so that a restart forgets nothing; it never leaves the server.
create table surprise_check_ins (
  show_id uuid primary key references shows (id) on delete cascade,
  every_minutes integer not null,
  open_seconds integer not null,
  next_at timestamptz not null
);

-- How long she was really there: visible page, moving picture. It only rises; when it rose last says who is there now.
create table show_attention (
  show_id uuid not null references shows (id) on delete cascade,
  account_id uuid not null references accounts (id) on delete cascade,
  attentive_ms bigint not null,
  reported_at timestamptz not null,
  rose_at timestamptz,
  primary key (show_id, account_id)
) with (fillfactor = 70);
