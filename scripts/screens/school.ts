import { randomUUID } from 'node:crypto';
import {
  accounts,
  chat,
  drops,
  log,
  type MessageId,
  PROTOCOL_VERSION,
  type ShowId,
  shows,
  type TabId,
} from '@shoal/contract';
import { openApiClient } from '../client/api-client.ts';
import { type LiveClient, openLiveClient } from '../client/live-client.ts';
import type { DemoStand } from './demo-stand.ts';

const SAID = ['来了来了', '大红袍今晚什么价？', '检测报告已经发群里了', '礼盒能写贺卡吗？'];

/** The demo's shopkeepers in the room of a show, without windows: they receive, see, save, and say a word. */
export class School {
  readonly #members: LiveClient[] = [];

  static async open(stand: DemoStand, showId: ShowId): Promise<School> {
    const school = new School();
    const people = new Map(
      stand.demo.links.filter(({ role }) => role === 'shopkeeper').map((link) => [link.accountName, link]),
    );
    for (const [at, { accountName = '', password = '' }] of [...people.values()].entries()) {
      const client = openApiClient(stand.url);
      await client.call(accounts.signIn, { accountNameOrPhone: accountName, password });
      await school.#seat({ url: stand.url, cookie: client.cookie(), showId, isEager: at !== 2 });
    }
    return school;
  }

  async talk(showId: ShowId): Promise<void> {
    for (const [at, text] of SAID.entries()) {
      const member = this.#members[at % this.#members.length];
      await member?.send(chat.sendChat, { showId, messageId: randomUUID() as MessageId, text }).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 700)); // In turn, as people talk.
    }
  }

  close(): void {
    for (const member of this.#members) member.close();
  }

  async #seat(seat: { url: string; cookie: string; showId: ShowId; isEager: boolean }): Promise<void> {
    const { cookie, isEager, showId, url } = seat;
    const member = openLiveClient(url, cookie);
    const { log: tail } = await member.send(shows.joinShow, {
      showId,
      tabId: randomUUID() as TabId, // A random UUID is what the brand asks for.
      door: 'room',
      protocol: PROTOCOL_VERSION,
      position: null,
    });
    const seen: number[] = [];
    member.on(log.entryAppended, ({ entry, epoch }) => {
      if (entry.kind === 'drop.published') seen.push(entry.seq);
      const saved = isEager ? seen : [];
      void member
        .send(drops.reportReceipts, { showId, epoch, appliedSeq: entry.seq, seen: isEager ? seen : [], saved })
        .catch(() => {});
    });
    await member.send(drops.reportReceipts, { showId, epoch: tail.epoch, appliedSeq: 0, seen: [], saved: [] });
    this.#members.push(member);
  }
}
