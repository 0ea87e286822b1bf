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
