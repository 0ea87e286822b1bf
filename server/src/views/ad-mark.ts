import { sql } from 'kysely';

/** Whether what consumers see says that it is advertising; a column for any query. */
export const isAdMarked = sql<boolean>`coalesce((select is_shown from ad_mark), true)`;
