import { z } from 'zod';
import { broadcast } from '../broadcast.ts';
import { Inquiry } from './inquiry.ts';

/** To all sockets of the shopkeeper. The inbox holds the same, so a lost one costs nothing. */
export const inquiryArrived = broadcast({
  name: 'inquiry:arrived',
  payload: z.strictObject({ inquiry: Inquiry, unread: z.int() }),
  summary: 'A visitor of one of her pages asks her',
});
