-- Where a show's stage is, kept so that a server that restarts presumes what viewers still see.
create table stages (
  show_id uuid primary key,
  node_id text,
  boot_id uuid,
  -- Rises when the stage comes to another node or boot; the generation that clients see begins with it.
  placements integer not null default 0 check (placements >= 0),
  generation bigint not null default 0,
  has_video boolean not null default false,
  has_audio boolean not null default false,
  changed_at timestamptz not null,
  check ((node_id is null) = (boot_id is null))
);
create index stages_by_change on stages (changed_at) where node_id is not null;

create table recordings (
  show_id uuid primary key,
  -- The newest recorder that was told to record: what an older one wrote after it began does not count.
  fence integer not null check (fence >= 1),
  state text not null check (state in ('recording', 'ready', 'none', 'removed')),
  started_at timestamptz not null,
  finalised_at timestamptz,
  removed_at timestamptz,
  -- When the files of a removed recording were gone from the store.
  purged_at timestamptz,
  duration_ms bigint not null default 0 check (duration_ms >= 0)
);
create index recordings_by_state on recordings (state, started_at);

-- The runs that count, as the store had them when the recording was finalised.
create table recording_runs (
  run_id uuid primary key,
  show_id uuid not null references recordings (show_id) on delete cascade,
  fence integer not null,
  ordinal integer not null,
  node_id text not null,
  boot_id uuid not null,
  wall_start_at timestamptz not null,
  programme_start_ms bigint not null,
  length_ms bigint not null,
  segments integer not null,
  width integer not null,
  height integer not null,
  video_codec text,
  audio_codec text,
  close_reason text,
  unique (show_id, fence, ordinal)
);
