// The fetch that SDKs are given for lists of models: makes sure that what comes back is a list, which SDKs take on trust.
import { carried, checkedFetch, failureContext } from './checked-fetch.ts';
import { notAnAnswer } from './frames.ts';
import { asObject, parseJson } from './loose-json.ts';
import type { ProviderContext } from './provider.ts';

/**
 * The checked fetch, throwing `protocol` for anything but `{ data: […] }` (or another `field` of that kind); a bare array is taken
 * for its `data`. Rows that are no objects are left out.
 */
export const listFetch = (context: ProviderContext, field = 'data'): typeof fetch => {
  const send = checkedFetch(context);
  return async (input, init) => {
    const response = await send(input, init);
    const body = await response.text();
    const json = parseJson(body);
    const list = Array.isArray(json) ? { [field]: json } : asObject(json);
    const rows = list?.[field];
    if (!Array.isArray(rows)) throw carried(notAnAnswer(body, failureContext(context)), context);
    const known = rows.filter((row) => asObject(row) !== undefined);
    return new Response(JSON.stringify({ ...list, [field]: known }), {
      headers: { 'content-type': 'application/json' },
    });
  };
};
