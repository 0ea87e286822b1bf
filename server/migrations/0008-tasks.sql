-- Groups that a shopkeeper names herself: words and a number of hers, nothing of any chat app.
create table shopkeeper_groups (
  id uuid primary key,
  shopkeeper_id uuid not null references accounts (id) on delete cascade,
  name text not null,
  members integer not null check (members > 0),
  created_at timestamptz not null,
  archived_at timestamptz
);
create unique index shopkeeper_groups_named_once on shopkeeper_groups (shopkeeper_id, name) where archived_at is null;

-- From which address and browser an account was used: one keyed hash of both, whose key changes weekly.
create table account_places (
  account_id uuid not null references accounts (id) on delete cascade,
  place bytea not null,
  seen_at timestamptz not null,
  primary key (account_id, place)
);
create index account_places_by_age on account_places (seen_at);

create table tasks (
  id uuid primary key,
  show_id uuid not null references shows (id) on delete cascade,
  -- Where the run of show has it; a segment that is gone leaves it without one.
  segment_id uuid,
  material_id uuid not null references materials (id),
  state text not null check (state in ('prepared', 'open', 'closed', 'withdrawn')),
  words text not null default '',
  target_forwards integer not null check (target_forwards > 0),
  minutes integer not null check (minutes > 0),
  points integer not null check (points > 0),
  created_at timestamptz not null,
  drop_seq bigint,
  opened_seq bigint,
  opened_at timestamptz,
  deadline_at timestamptz,
  closed_seq bigint,
  closed_at timestamptz,
  close_reason text check (close_reason in ('deadline', 'host', 'show_ended', 'withdrawn')),
  check (state not in ('open', 'closed') or (drop_seq is not null and opened_at is not null and deadline_at is not null)),
  check ((state in ('closed', 'withdrawn')) = (closed_at is not null))
);
create index tasks_by_show on tasks (show_id, created_at);
create unique index tasks_open_once on tasks (show_id, material_id) where state = 'open';
create index tasks_due on tasks (deadline_at) where state = 'open';

-- One link for a shopkeeper, a show, a material, and where she has them a task and a group.
alter table shares
  add column task_id uuid references tasks (id),
  add column group_id uuid references shopkeeper_groups (id),
  drop constraint shares_shopkeeper_id_show_id_material_id_key,
  add constraint shares_once unique nulls not distinct (shopkeeper_id, show_id, material_id, task_id, group_id);

-- What was claimed or seen for a task; only `counted` and `released` give anything.
create table task_evidence (
  id uuid primary key,
  task_id uuid not null references tasks (id) on delete cascade,
  show_id uuid not null,
  shopkeeper_id uuid not null references accounts (id),
  share_id uuid not null references shares (id) on delete cascade,
  grade text not null check (grade in ('E0', 'E1', 'E2', 'E4')),
  at timestamptz not null,
  -- Who clicked: hashes, forgotten after seven days.
  visitor_id bytea,
  place bytea,
  address bytea,
  verdict text not null check (verdict in ('counted', 'held', 'released', 'rejected')),
  reasons text[] not null default '{}',
  repeats integer not null default 0,
  judged_by uuid,
  judged_at timestamptz,
  check (verdict <> 'held' or reasons <> '{}')
);
create unique index task_claims_once on task_evidence (share_id, grade)
  where grade in ('E0', 'E1') and not reasons @> '{repeated}';
create unique index task_repeats_once on task_evidence (share_id, grade)
  where grade in ('E0', 'E1') and reasons @> '{repeated}';
create unique index task_visitors_once on task_evidence (task_id, visitor_id)
  where grade = 'E2' and verdict in ('counted', 'released');
create index task_evidence_of_shopkeeper on task_evidence (task_id, shopkeeper_id);
create index task_evidence_by_visitor on task_evidence (visitor_id, at) where visitor_id is not null;
create index task_evidence_by_address on task_evidence (address, at) where address is not null;
create index task_evidence_held on task_evidence (show_id, at desc) where verdict <> 'counted';

-- How far each shopkeeper got with a task, kept in the transaction of the evidence.
create table task_progress (
  task_id uuid not null references tasks (id) on delete cascade,
  shopkeeper_id uuid not null references accounts (id) on delete cascade,
  grade text check (grade in ('E0', 'E1', 'E2', 'E4')),
  -- Links through which somebody came.
  links integer not null default 0 check (links >= 0),
  points integer not null default 0 check (points >= 0),
  score integer not null default 0 check (score >= 0),
  moved_at timestamptz not null,
  primary key (task_id, shopkeeper_id)
);
create index task_progress_by_grade on task_progress (task_id, grade);

-- Points are never cash. An entry is never changed: what is taken back is a new, negative one.
create table point_entries (
  id bigint generated always as identity primary key,
  show_id uuid not null,
  task_id uuid not null,
  shopkeeper_id uuid not null,
  points integer not null check (points <> 0),
  evidence_id uuid not null,
  at timestamptz not null
);
create index point_entries_of_shopkeeper on point_entries (shopkeeper_id, show_id);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger point_entries_append_only before update or delete on point_entries
  for each row execute function refuse_change();

-- The sum of a shopkeeper's tasks in a show. Score is points in hundredths, weighed by grade.
create table task_standings (
  show_id uuid not null references shows (id) on delete cascade,
  shopkeeper_id uuid not null references accounts (id) on delete cascade,
  points integer not null default 0 check (points >= 0),
  score integer not null default 0 check (score >= 0),
  -- When this score was reached.
  reached_at timestamptz not null,
  primary key (show_id, shopkeeper_id)
);
create index task_standings_in_order on task_standings (show_id, score desc, reached_at);
