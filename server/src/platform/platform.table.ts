import type { ColumnType, Generated } from 'kysely';

/** Commands that were answered, so that a retry gets the first answer. */
export type CommandsTable = {
  actorId: string;
  key: string;
  requestHash: string;
  response: ColumnType<unknown, string, string>;
  createdAt: Generated<Date>;
};

export type PlatformTables = { commands: CommandsTable };
