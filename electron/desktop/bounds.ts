// Where a window should be: as remembered if that is still on a screen, else centred at a good size. Pure; knows nothing of Electron.
import { z } from '../../shared/zod.ts';

export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Two columns and the list of chats beside them stay usable. */
export const minSize = { width: 720, height: 480 };
const defaultSize = { width: 1440, height: 900 };
/** Of the title bar, so that the window can be taken hold of. */
const minVisible = { width: 120, height: 32 };

const coordinate = z.int().min(-100_000).max(100_000);
const rememberedSchema = z.object({
  x: coordinate,
  y: coordinate,
  width: z.int().min(minSize.width).max(20_000),
  height: z.int().min(minSize.height).max(20_000),
});

const canBeGrabbed = (bounds: Bounds, area: Bounds): boolean =>
  Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x) >= minVisible.width &&
  bounds.y >= area.y &&
  bounds.y + minVisible.height <= area.y + area.height;

/** `workAreas`: of every display, the primary one first. `remembered` is what a file held, of any shape. */
export const chooseBounds = (remembered: unknown, workAreas: readonly Bounds[]): Bounds => {
  const { data } = rememberedSchema.safeParse(remembered);
  if (data !== undefined && workAreas.some((area) => canBeGrabbed(data, area))) return data;
  const area = workAreas[0] ?? { x: 0, y: 0, ...defaultSize };
  const width = Math.max(minSize.width, Math.min(defaultSize.width, area.width));
  const height = Math.max(minSize.height, Math.min(defaultSize.height, area.height));
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
    width,
    height,
  };
};
