import { expect, test } from 'vitest';
import { placeCamera, placeScreen } from './place-pictures.ts';

const stage = { width: 1280, height: 720 };

test('placeScreen() shows all of a screen of any shape, in the middle', () => {
  expect(placeScreen(stage, { width: 1920, height: 1080 })).toEqual({ x: 0, y: 0, ...stage });
  expect(placeScreen(stage, { width: 1000, height: 1000 })).toEqual({ x: 280, y: 0, width: 720, height: 720 });
});

test('placeCamera() keeps to the lower right corner and to the shape of the camera', () => {
  expect(placeCamera(stage, { width: 640, height: 480 })).toEqual({ x: 947, y: 464, width: 307, height: 230 });
});
