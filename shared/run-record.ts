// Exactly what was sent and received for one answer, without secrets: the evidence behind the cell.
import { finishSchema, parametersSchema } from './chat.ts';
import { failureSchema } from './failure.ts';
import { answerIdSchema, chatIdSchema, turnIdSchema } from './id.ts';
import { wireFormatSchema } from './model.ts';
import { z } from './zod.ts';

/** One HTTP exchange. Secrets are replaced by `•••` before it leaves the provider layer. */
export const exchangeSchema = z.object({
  method: z.string(),
  url: z.string(),
  requestHeaders: z.record(z.string(), z.string()),
  /** The body as sent; text, at most 1 MB, then cut with a note. */
  requestBody: z.string(),
  status: z.int().optional(),
  responseHeaders: z.record(z.string(), z.string()).optional(),
  /** For each chunk read from the socket: ms after the attempt was sent, and bytes. At most 20,000 pairs. */
  chunks: z.array(z.tuple([z.number(), z.int()])),
  receivedBytes: z.int(),
});
export type Exchange = z.infer<typeof exchangeSchema>;

export const attemptSchema = z.object({
  /** Epoch ms. */
  sentAt: z.number(),
  /** Waited before this attempt. */
  waitedMs: z.number(),
  exchange: exchangeSchema.optional(),
  failure: failureSchema.optional(),
});
export type Attempt = z.infer<typeof attemptSchema>;

export const runRecordSchema = z.object({
  answerId: answerIdSchema,
  chatId: chatIdSchema,
  turnId: turnIdSchema,
  collateVersion: z.string(),
  wireFormat: wireFormatSchema,
  asked: parametersSchema,
  /** Parameters the endpoint refused and that were left out of the last attempt. */
  droppedParameters: z.array(z.string()),
  attempts: z.array(attemptSchema),
  finish: finishSchema.optional(),
  /** The vendor's usage object as received. */
  rawUsage: z.json().optional(),
});
export type RunRecord = z.infer<typeof runRecordSchema>;

const shellQuote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The request as a cURL command for a POSIX shell, with `$API_KEY` in place of the key. */
export const toCurl = (exchange: Exchange): string => {
  const lines = [`curl -N -X ${exchange.method} ${shellQuote(exchange.url)}`];
  for (const [name, value] of Object.entries(exchange.requestHeaders)) {
    if (/^(content-length|host|connection|accept-encoding)$/i.test(name)) continue;
    const [before, ...after] = value.split('•••');
    const header = `${name}: ${before ?? ''}`;
    lines.push(
      after.length === 0
        ? `  -H ${shellQuote(header)}`
        : `  -H ${shellQuote(header)}"$API_KEY"${after.join('') === '' ? '' : shellQuote(after.join(''))}`,
    );
  }
  if (exchange.requestBody !== '') lines.push(`  --data-raw ${shellQuote(exchange.requestBody)}`);
  return lines.join(' \\\n');
};
