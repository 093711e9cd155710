// The fetch that SDKs are given for lists of models: makes sure that what comes back is a list, which SDKs take on trust.
import { carried, checkedFetch, failureContext } from './checked-fetch.ts';
import { notAnAnswer } from './frames.ts';
import { asObject, parseJson } from './loose-json.ts';
import type { ProviderContext } from './provider.ts';

/** The checked fetch, throwing `protocol` for anything but `{ data: […] }`; a bare array is taken for its `data`. */
export const listFetch = (context: ProviderContext): typeof fetch => {
  const send = checkedFetch(context);
  return async (input, init) => {
    const response = await send(input, init);
    const body = await response.text();
    const json = parseJson(body);
    const list = Array.isArray(json) ? { data: json } : asObject(json);
    if (!Array.isArray(list?.data)) throw carried(notAnAnswer(body, failureContext(context)), context);
    return new Response(JSON.stringify(list), { headers: { 'content-type': 'application/json' } });
  };
};
