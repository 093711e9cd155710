import { highlighter } from './highlight.ts';
import { languageOf } from './highlight-languages.ts';
import { whenIdle, whenNear } from './near-view.ts';
import { createCodePainter } from './paint-code.ts';
import { closedCodeOf } from './print-code.ts';
import { drawFormula, undrawnIn } from './print-math.ts';

export interface Finisher {
  /** Takes a printed block that will not change any more. */
  add(printed: HTMLElement): void;
  /** Calls off whatever has not begun. */
  dispose(): void;
}

/** An answer's formulas past so many stay source: each costs a hundred nodes. */
const maxFormulas = 500;
const maxSliceMs = 8;

const codesIn = (printed: HTMLElement): HTMLElement[] => [
  ...printed.querySelectorAll<HTMLElement>('pre > code'),
];

/**
 * What is done to settled blocks once they come near the window and the page is idle: colours for code, drawings for
 * formulas. `onChange` is called after what may have changed a block's height.
 */
export const createFinisher = (onChange: () => void): Finisher => {
  const waiting = new Map<Element, () => void>();
  let isDisposed = false;
  let formulas = 0;

  const colour = async (code: HTMLElement): Promise<void> => {
    const block = closedCodeOf(code);
    const language = languageOf(block?.language ?? '');
    if (block === undefined || language === undefined || code.querySelector('span > span') !== null) return;
    const tokens = await highlighter.highlight(language, block.text);
    if (tokens === undefined || tokens.length === 0 || isDisposed || code.textContent !== block.text) return;
    const paint = createCodePainter(code, tokens);
    const goOn = (): void => {
      if (!isDisposed && !paint()) whenIdle(goOn);
    };
    whenIdle(goOn);
  };

  const draw = async (elements: Element[]): Promise<void> => {
    const { drawTex } = await import('./draw-formula.ts');
    const goOn = (): void => {
      if (isDisposed) return;
      const startedAt = performance.now();
      for (let next = elements.shift(); next !== undefined; next = elements.shift()) {
        drawFormula(next, drawTex);
        if (performance.now() - startedAt > maxSliceMs) break;
      }
      onChange();
      if (elements.length > 0) whenIdle(goOn);
    };
    whenIdle(goOn);
  };

  const finish = (printed: HTMLElement): void => {
    waiting.delete(printed);
    for (const code of codesIn(printed)) void colour(code);
    const undrawn = undrawnIn(printed).slice(0, maxFormulas - formulas);
    formulas += undrawn.length;
    // Without the drawing code formulas stay as they were written.
    if (undrawn.length > 0) draw(undrawn).catch(() => undefined);
  };

  return {
    add(printed) {
      waiting.get(printed)?.();
      if (codesIn(printed).length === 0 && undrawnIn(printed).length === 0) return;
      waiting.set(
        printed,
        whenNear(printed, () => finish(printed)),
      );
    },
    dispose() {
      isDisposed = true;
      for (const callOff of waiting.values()) callOff();
      waiting.clear();
    },
  };
};
