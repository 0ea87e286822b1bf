-- A recording as one MP4, made when it is asked for.
create table recording_files (
  show_id uuid primary key references recordings (show_id) on delete cascade,
  state text not null check (state in ('making', 'ready', 'failed')),
  failure text check (failure in ('no_room', 'unreadable')),
  asked_at timestamptz not null,
  size_bytes bigint,
  check ((state = 'failed') = (failure is not null)),
  check ((state = 'ready') = (size_bytes is not null))
);
create index recording_files_making on recording_files (asked_at) where state = 'making';
