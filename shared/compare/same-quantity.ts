// Whether two numbers speak of the same thing, and whether they then agree. Pure rules, each of which can be said in a sentence.
import type { Quantity } from './quantities.ts';

/** "About" allows this much. */
const roundedShare = 0.05;

const shares = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((key) => other.includes(key));

/** Whether they measure the same thing: one dimension, and where nothing is measured, the same things counted. */
export const isComparable = (one: Quantity, other: Quantity): boolean => {
  if (one.dimension !== other.dimension) return false;
  if (one.dimension !== 'count' && one.dimension !== 'ordinal') return true;
  if (one.counted.length > 0 && other.counted.length > 0) return shares(one.counted, other.counted);
  // Nothing is named on one side: then what stands before must be the same.
  return one.before !== '' && one.before === other.before;
};

const perSecond = (quantity: Quantity, value: number): number =>
  quantity.periodS === undefined ? value : value / quantity.periodS;

const isWithin = (quantity: Quantity, value: number, allowance: number): boolean => {
  const [low = 0] = quantity.values;
  return value >= low - allowance && value <= (quantity.upTo ?? low) + allowance;
};

/** Whether both can be true: equal after conversion and rounding, or one within the range or bound of the other. */
export const isSameQuantity = (one: Quantity, other: Quantity): boolean => {
  const isRated = one.periodS !== undefined && other.periodS !== undefined && one.periodS !== other.periodS;
  const isInexact = one.unit !== other.unit || one.isRounded || other.isRounded || isRated;
  for (const mine of one.values)
    for (const theirs of other.values) {
      const [left, right] = isRated ? [perSecond(one, mine), perSecond(other, theirs)] : [mine, theirs];
      const size = Math.max(Math.abs(left), Math.abs(right));
      // Rates convert by the mean month, never exactly.
      const shareAllowed = one.isRounded || other.isRounded ? roundedShare : isRated ? 0.02 : 1e-9;
      const stepAllowed = isInexact && !isRated ? Math.max(one.halfStep, other.halfStep) * 1.0001 : 0;
      const allowance = Math.max(size * shareAllowed, stepAllowed);
      if (one.upTo !== undefined && other.upTo !== undefined) {
        const isInside = isWithin(one, theirs, allowance) && isWithin(one, other.upTo, allowance);
        if (isInside || (isWithin(other, mine, allowance) && isWithin(other, one.upTo, allowance)))
          return true;
        continue;
      }
      if (one.upTo !== undefined && isWithin(one, theirs, allowance)) return true;
      if (other.upTo !== undefined && isWithin(other, mine, allowance)) return true;
      if (one.upTo !== undefined || other.upTo !== undefined) continue;
      if (Math.abs(left - right) <= allowance) return true;
      if (isBoundKept(one, left, other, right)) return true;
    }
  return false;
};

/** "More than 100" and "120" can both be true. */
const isBoundKept = (one: Quantity, left: number, other: Quantity, right: number): boolean => {
  if (one.bound === other.bound) return false;
  if (one.bound !== undefined && other.bound !== undefined)
    return one.bound === 'least' ? left <= right : right <= left;
  if (one.bound !== undefined) return one.bound === 'least' ? right >= left : right <= left;
  return other.bound === 'least' ? left >= right : left <= right;
};
