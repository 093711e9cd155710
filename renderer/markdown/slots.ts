import { isSameTree } from './patch-block.ts';

export interface SlotPrinter<Item> {
  print(item: Item): HTMLElement;
  /** Turns what was printed for one item into another in place; false where it has to be printed anew. */
  patch(printed: HTMLElement, before: Item, after: Item): boolean;
  /** Puts a printed item behind all others. */
  append(printed: HTMLElement, index: number): void;
  remove(printed: HTMLElement): void;
  /** The item does not change any more but for late definitions. */
  onSettle(printed: HTMLElement): void;
}

export interface Slots<Item> {
  /** Adds settled items, and shows what may still change behind them in place of what was shown there before. */
  update(settled: readonly Item[], open: readonly Item[]): void;
  /** Shows a settled item anew. */
  correct(index: number, item: Item): void;
  readonly settledCount: number;
  /** Of all, settled or open. */
  readonly count: number;
}

/** Items printed one by one, each exactly once where nothing of it changes. */
export const createSlots = <Item>(printer: SlotPrinter<Item>): Slots<Item> => {
  const slots: { item: Item; printed: HTMLElement }[] = [];
  let settledCount = 0;

  const show = (index: number, item: Item): HTMLElement => {
    const slot = slots[index];
    if (slot === undefined) {
      const printed = printer.print(item);
      slots.push({ item, printed });
      printer.append(printed, index);
      return printed;
    }
    if (!isSameTree(slot.item, item) && !printer.patch(slot.printed, slot.item, item)) {
      const printed = printer.print(item);
      slot.printed.replaceWith(printed);
      slot.printed = printed;
    }
    slot.item = item;
    return slot.printed;
  };

  return {
    update(settled, open) {
      for (const item of settled) {
        printer.onSettle(show(settledCount, item));
        settledCount += 1;
      }
      open.forEach((item, index) => {
        show(settledCount + index, item);
      });
      for (const { printed } of slots.splice(settledCount + open.length).reverse()) printer.remove(printed);
    },
    correct(index, item) {
      if (index < settledCount) printer.onSettle(show(index, item));
    },
    get settledCount() {
      return settledCount;
    },
    get count() {
      return slots.length;
    },
  };
};
