export type Size = { width: number; height: number };
export type Box = Size & { x: number; y: number };

const INSET_PART = 0.24;
const MARGIN_PART = 0.02;

/** Where the screen stands on the stage: whole, and as large as it fits. */
export function placeScreen(stage: Size, screen: Size): Box {
  const scale = Math.min(stage.width / screen.width, stage.height / screen.height);
  const width = Math.round(screen.width * scale);
  const height = Math.round(screen.height * scale);
  return { x: Math.round((stage.width - width) / 2), y: Math.round((stage.height - height) / 2), width, height };
}

/** Where the camera stands over it: small, in the lower right corner, in its own shape. */
export function placeCamera(stage: Size, camera: Size): Box {
  const margin = Math.round(stage.width * MARGIN_PART);
  const width = Math.round(stage.width * INSET_PART);
  const height = Math.round((width * camera.height) / camera.width);
  return { x: stage.width - margin - width, y: stage.height - margin - height, width, height };
}
