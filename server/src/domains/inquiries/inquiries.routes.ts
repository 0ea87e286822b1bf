import { inquiries } from '@shoal/contract';
import type { Exchange } from '../../http/exchange.ts';
import type { OnRoute } from '../../http/mount-route.ts';
import { readVisitorToken } from '../../platform/visitor-cookie.ts';
import { type Asker, askShopkeeper, listOwnInquiries } from './ask-shopkeeper.ts';
import {
  answerInquiry,
  blockAsker,
  deleteInquiry,
  judgeReported,
  listInbox,
  markRead,
  reportInquiry,
} from './inbox.ts';
import type { InquiriesDeps } from './inquiries-deps.ts';

/** The HTTP face of what visitors ask: theirs, the shopkeeper's and the operators'. */
export function mountInquiryRoutes(on: OnRoute, deps: InquiriesDeps): void {
  const toAsker = ({ header, ip, userAgent }: Exchange): Asker => ({
    ip,
    userAgent,
    visitorToken: readVisitorToken(header('cookie'), deps.isSecure),
  });
  on(inquiries.askShopkeeper, (_caller, input, exchange) => askShopkeeper(deps, toAsker(exchange), input));
  on(inquiries.listOwnInquiries, async (_caller, { code }, exchange) => ({
    inquiries: await listOwnInquiries(deps, toAsker(exchange), code),
  }));
  on(inquiries.listInquiries, (caller, { before }) => listInbox(deps, caller, before));
  on(inquiries.markRead, (caller, { upTo }) => markRead(deps, caller, upTo));
  on(inquiries.answerInquiry, (caller, input) => answerInquiry(deps, caller, input));
  on(inquiries.reportInquiry, (caller, input) => reportInquiry(deps, caller, input));
  on(inquiries.blockAsker, async (caller, input) => ({ removed: await blockAsker(deps, caller, input) }));
  on(inquiries.deleteInquiry, async (caller, input) => {
    await deleteInquiry(deps, caller, input);
    return {};
  });
  on(inquiries.listReported, async () => ({ inquiries: await deps.listReported(deps.db) }));
  on(inquiries.judgeReported, async (_caller, input) => {
    await judgeReported(deps, input);
    return {};
  });
}
