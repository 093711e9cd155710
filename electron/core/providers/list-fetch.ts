// The fetch that SDKs are given for lists of models: makes sure that what comes back is a list of bounded size, which SDKs take on trust.
import { carried, checkedFetch, failureContext } from './checked-fetch.ts';
import { notAnAnswer } from './frames.ts';
import { asObject, parseJson } from './loose-json.ts';
import { type ProviderContext, ProviderError } from './provider.ts';

/** Several times the longest list met (700 models with their descriptions); beyond it, reading alone would hold up everything else. */
const maxListBytes = 16 * 1024 * 1024;

/** The body as text. Throws a carried `too_much_output` past 16 MB. */
export const readBounded = async (response: Response, context: ProviderContext): Promise<string> => {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const next = await reader?.read();
    if (next === undefined || next.done) return Buffer.concat(pieces).toString('utf8');
    size += next.value.byteLength;
    if (size > maxListBytes) {
      // Not awaited: a flood may hold the end back.
      reader?.cancel().catch(() => undefined);
      throw carried(
        new ProviderError({
          kind: 'too_much_output',
          message: 'The list of models is longer than 16 MB; reading was stopped. Type the model’s id.',
        }),
        context,
      );
    }
    pieces.push(next.value);
  }
};

/**
 * The checked fetch, throwing `protocol` for anything but `{ data: […] }` (or another `field` of that kind) and `too_much_output` past
 * 16 MB; a bare array is taken for its `data`. Rows that are no objects are left out.
 */
export const listFetch = (context: ProviderContext, field = 'data'): typeof fetch => {
  const send = checkedFetch(context);
  return async (input, init) => {
    const response = await send(input, init);
    const body = await readBounded(response, context);
    const json = parseJson(body);
    const list = Array.isArray(json) ? { [field]: json } : asObject(json);
    const rows = list?.[field];
    if (!Array.isArray(rows)) throw carried(notAnAnswer(body, failureContext(context)), context);
    const known = rows.filter((row) => asObject(row) !== undefined);
    try {
      const text = JSON.stringify({ ...list, [field]: known });
      return new Response(text, { headers: { 'content-type': 'application/json' } });
    } catch (error) {
      // Nested too deep to be written again, which no list is.
      if (error instanceof RangeError) throw carried(notAnAnswer(body, failureContext(context)), context);
      throw error;
    }
  };
};
