import type { ShowId } from '@shoal/contract';
import { zh } from '@shoal/contract/words';
import type { BrowserContext, Page } from 'playwright-core';
import type { DemoStand } from './demo-stand.ts';
import { useDrawnCamera } from './fake-camera.ts';

const { studio } = zh;

/** The host's own window, in Chinese, with the drawn camera: opened, on air, and ended as a person does it. */
export class HostDesk {
  readonly page: Page;
  readonly complaints: string[];
  readonly #context: BrowserContext;

  static async open(stand: DemoStand, showId: ShowId): Promise<HostDesk> {
    const { complaints, context, page } = await stand.open({ who: 'host', view: 'desktop' });
    await useDrawnCamera(context);
    await page.goto(`${stand.url}/studio/${showId}`);
    await page.getByRole('button', { name: studio.goLive, exact: true }).waitFor();
    return new HostDesk(page, context, complaints);
  }

  private constructor(page: Page, context: BrowserContext, complaints: string[]) {
    this.page = page;
    this.#context = context;
    this.complaints = complaints;
  }

  async pressGoLive(): Promise<void> {
    await this.page.locator('button:not([disabled])', { hasText: studio.goLive }).first().click({ timeout: 40_000 });
  }

  untilLive(): Promise<void> {
    return this.page.getByRole('button', { name: studio.end, exact: true }).waitFor({ timeout: 60_000 });
  }

  /** The school's goal, before the show or during it. */
  async setGoal(target: number): Promise<void> {
    await this.page.getByRole('button', { name: zh.league.setGoal }).click();
    await this.page.getByRole('textbox', { name: zh.league.targetLabel }).fill(String(target));
    await this.page.getByRole('button', { name: zh.league.saveGoal }).click();
    await this.page.getByRole('button', { name: zh.league.changeGoal }).waitFor();
  }

  drop(title: string): Promise<void> {
    return this.page.getByRole('button', { name: studio.dropMaterial(title) }).click();
  }

  goTo(segment: string): Promise<void> {
    return this.page.getByRole('button', { name: studio.goToSegment(segment) }).click();
  }

  async end(): Promise<void> {
    await this.page.getByRole('button', { name: studio.end, exact: true }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: studio.end, exact: true }).click();
    await this.page
      .getByText(studio.ended)
      .or(this.page.getByText(zh.schedule.rehearsal.over))
      .first()
      .waitFor({ timeout: 20_000 });
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}
