import type { AccessRow } from './access-rows/access-row.ts';
import { accountRows } from './access-rows/account-rows.ts';
import { askRows } from './access-rows/ask-rows.ts';
import { catalogRows } from './access-rows/catalog-rows.ts';
import { chatRows } from './access-rows/chat-rows.ts';
import { commandRows } from './access-rows/command-rows.ts';
import { inquiryRows } from './access-rows/inquiry-rows.ts';
import { insightRows } from './access-rows/insight-rows.ts';
import { leagueRows } from './access-rows/league-rows.ts';
import { nodeRows } from './access-rows/node-rows.ts';
import { orderRows } from './access-rows/order-rows.ts';
import { questionRows } from './access-rows/question-rows.ts';
import { recallRows } from './access-rows/recall-rows.ts';
import { shareRows } from './access-rows/share-rows.ts';
import { shopRows } from './access-rows/shop-rows.ts';
import { showRows } from './access-rows/show-rows.ts';
import { streamKeyRows } from './access-rows/stream-key-rows.ts';
import { taskRows } from './access-rows/task-rows.ts';

/** Every entry of the wire and who may use it; each subject has a file of rows. */
export const accessTable: readonly AccessRow[] = [
  ...accountRows,
  ...catalogRows,
  ...showRows,
  ...recallRows,
  ...shareRows,
  ...shopRows,
  ...inquiryRows,
  ...leagueRows,
  ...insightRows,
  ...nodeRows,
  ...orderRows,
  ...questionRows,
  ...askRows,
  ...chatRows,
  ...commandRows,
  ...taskRows,
  ...streamKeyRows,
];
