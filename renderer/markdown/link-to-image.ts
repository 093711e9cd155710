import { judgeLink, type Link } from '../../shared/link.ts';
import type { Inline } from '../../shared/markdown/tree.ts';

/** The tree cuts addresses there: what is as long may not be whole. */
const cutLength = 2000;

/** Where an image that is not fetched can be looked at outside; undefined where its address stays text. */
export const linkToImage = ({ host, address }: Inline & { type: 'image' }): Link | undefined =>
  host === '' || address.length >= cutLength
    ? undefined
    : judgeLink(address.startsWith('//') ? `https:${address}` : address);
