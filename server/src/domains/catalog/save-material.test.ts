import { catalog } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenBrand } from '../../testing/given-show.ts';
import { useTestServer } from '../../testing/test-server.ts';

const server = useTestServer();

test('createMaterial() keeps the tones that somebody wrote, and changeMaterial() replaces them together', async () => {
  const brandId = await givenBrand(server.db);
  const host = await server.signIn('host', { brandIds: [brandId] });
  const written = { expert: '中足火，七泡有余韵。', short: '  ' };
  const made = await host.call(catalog.createMaterial, {
    idempotencyKey: crypto.randomUUID(),
    brandId,
    kind: 'copy',
    title: '大红袍',
    text: '今晚见',
    tones: written,
  });
  expect(made.tones).toEqual({ expert: '中足火，七泡有余韵。' });

  await host.call(catalog.updateMaterial, { materialId: made.materialId, title: '大红袍 50g' });
  const { materials } = await host.call(catalog.listMaterials, { brandId });
  expect(materials).toMatchObject([{ title: '大红袍 50g', tones: made.tones }]);

  const changed = await host.call(catalog.updateMaterial, { materialId: made.materialId, tones: { warm: '暖胃🍵' } });
  expect(changed.tones).toEqual({ warm: '暖胃🍵' });
});

test('createMaterial() answers a retry with the first one, also twelve at once, and refuses its key with another body', async () => {
  const brandId = await givenBrand(server.db);
  const host = await server.signIn('host', { brandIds: [brandId] });
  const written = {
    idempotencyKey: crypto.randomUUID(),
    brandId,
    kind: 'copy' as const,
    title: '大红袍',
    text: '今晚见',
  };
  const make = (over: { title?: string } = {}) => host.call(catalog.createMaterial, { ...written, ...over });

  const made = await Promise.all(Array.from({ length: 12 }, () => make()));
  expect(new Set(made.map(({ materialId }) => materialId)).size).toBe(1);
  await expect(make({ title: '月光白' })).rejects.toMatchObject({ code: 'request.key_reused' });
  expect((await host.call(catalog.listMaterials, { brandId })).materials).toMatchObject([{ title: '大红袍' }]);
});

test('createMaterial() takes under its key what was refused, once it is put right', async () => {
  const brandId = await givenBrand(server.db);
  const host = await server.signIn('host', { brandIds: [brandId] });
  const written = { idempotencyKey: crypto.randomUUID(), brandId, kind: 'copy' as const, title: '大红袍' };
  const claiming = host.call(catalog.createMaterial, { ...written, text: '全网第一。' });
  await expect(claiming).rejects.toMatchObject({ code: 'catalog.claim_unproven' });

  expect(await host.call(catalog.createMaterial, { ...written, text: '今晚见' })).toMatchObject({ text: '今晚见' });
});
