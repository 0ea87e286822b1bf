import pg from 'pg';

/** Runs a statement as whoever owns the tables, whom only triggers stop. @throws DatabaseError as the database answers. */
export async function asOwner(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
