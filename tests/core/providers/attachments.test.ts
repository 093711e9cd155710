import { describe, expect, it } from 'vitest';
import { type Attachment, checkAttachments } from '../../../electron/core/providers/attachments.ts';
import type { ChatRequest } from '../../../electron/core/providers/provider.ts';
import type { WireFormat } from '../../../shared/model.ts';
import { vendors } from '../../../shared/vendors.ts';
import { startReplayServer } from '../../helpers/replay-server.ts';
import { run, wireFormats } from './harness.ts';
import { smallFrames } from './small-streams.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const image: Attachment = { type: 'image', name: 'chart.png', mediaType: 'image/png', data: bytes('PNG') };
const pdf: Attachment = { type: 'pdf', name: 'Übersicht 2026/Q3.pdf', data: bytes('%PDF') };
const csv: Attachment = { type: 'text', name: 'rows.csv', mediaType: 'text/csv', text: 'a,b\n```\n1,2\n' };
const [png64, pdf64, csv64] = ['UE5H', 'JVBERg==', Buffer.from(csv.text).toString('base64')];
const csvInWords = 'rows.csv:\n\n````\na,b\n```\n1,2\n````';

const send = async (
  format: WireFormat,
  attachments: Attachment[],
  text = 'What is this?',
  overrides: Parameters<typeof run>[3] = {},
) => {
  const server = await startReplayServer(format, smallFrames(format));
  try {
    const messages: ChatRequest['messages'] = [
      { role: 'user', text: 'Hello' },
      { role: 'assistant', text: 'Hi.' },
      { role: 'user', text, attachments },
    ];
    const { failure } = await run(format, server.url, { messages }, overrides);
    const [seen] = server.requests;
    return { failure, json: seen === undefined ? undefined : JSON.parse(seen.body) };
  } finally {
    await server.close();
  }
};

/** The messages of a request, whatever the format calls them. */
const messagesOf = (json: Record<string, unknown[]>): unknown[] =>
  json.messages ?? json.input ?? json.contents ?? [];

const openAi = { vendor: vendors.openai };

/** The last message as each format must write it. Sources: the vendors' API references and SDK types, November 2026. */
const written: Record<WireFormat, { all: Attachment[]; message: unknown; overrides?: object }> = {
  'openai-chat': {
    all: [image, pdf, csv],
    overrides: openAi,
    message: {
      role: 'user',
      content: [
        { type: 'image_url', image_url: { url: `data:image/png;base64,${png64}` } },
        {
          type: 'file',
          file: { filename: pdf.name, file_data: `data:application/pdf;base64,${pdf64}` },
        },
        { type: 'text', text: csvInWords },
        { type: 'text', text: 'What is this?' },
      ],
    },
  },
  'openai-responses': {
    all: [image, pdf, csv],
    message: {
      role: 'user',
      content: [
        { type: 'input_image', image_url: `data:image/png;base64,${png64}`, detail: 'auto' },
        { type: 'input_file', filename: pdf.name, file_data: `data:application/pdf;base64,${pdf64}` },
        { type: 'input_text', text: csvInWords },
        { type: 'input_text', text: 'What is this?' },
      ],
    },
  },
  'anthropic-messages': {
    all: [image, pdf, csv],
    message: {
      role: 'user',
      content: [
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png64 } },
        {
          type: 'document',
          source: { type: 'base64', media_type: 'application/pdf', data: pdf64 },
          title: pdf.name,
        },
        {
          type: 'document',
          source: { type: 'text', media_type: 'text/plain', data: csv.text },
          title: 'rows.csv',
        },
        { type: 'text', text: 'What is this?' },
      ],
    },
  },
  'bedrock-converse': {
    all: [image, pdf, csv],
    message: {
      role: 'user',
      content: [
        { image: { format: 'png', source: { bytes: png64 } } },
        { document: { format: 'pdf', name: 'bersicht 2026 Q3 pdf (2)', source: { bytes: pdf64 } } },
        { document: { format: 'csv', name: 'rows csv (3)', source: { bytes: csv64 } } },
        { text: 'What is this?' },
      ],
    },
  },
  gemini: {
    all: [image, pdf, csv],
    message: {
      role: 'user',
      parts: [
        { inlineData: { mimeType: 'image/png', data: png64 } },
        { inlineData: { mimeType: 'application/pdf', data: pdf64 } },
        { text: csvInWords },
        { text: 'What is this?' },
      ],
    },
  },
  'cohere-v2': {
    all: [image, csv],
    message: {
      role: 'user',
      content: [
        { type: 'image_url', image_url: { url: `data:image/png;base64,${png64}` } },
        { type: 'text', text: csvInWords },
        { type: 'text', text: 'What is this?' },
      ],
    },
  },
};

describe('attachments', () => {
  it.each(wireFormats)('are written before the text, as %s asks', async (format) => {
    const { all, message, overrides } = written[format];
    const { json, failure } = await send(format, all, undefined, overrides);
    expect({ last: messagesOf(json).at(-1), failure }).toEqual({ last: message, failure: undefined });
  });

  it.each(wireFormats)('leave the other messages of %s as plain as without them', async (format) => {
    const { overrides } = written[format];
    const [withOne, without] = await Promise.all([
      send(format, [image], undefined, overrides),
      send(format, [], undefined, overrides),
    ]);
    expect(messagesOf(withOne.json).slice(0, 2)).toEqual(messagesOf(without.json).slice(0, 2));
  });

  it.each(wireFormats)('may be all there is of a prompt in %s', async (format) => {
    const { json } = await send(format, [image], '', written[format].overrides);
    expect(JSON.stringify(messagesOf(json).at(-1))).not.toMatch(/"text":""/);
  });

  it('of Converse come with the words it demands beside documents', async () => {
    const { json } = await send('bedrock-converse', [pdf], '');
    expect(json.messages.at(-1).content.at(-1)).toEqual({ text: 'See the attached documents.' });
  });

  it.each(['openai-chat', 'cohere-v2'] as const)(
    'that %s cannot hold are refused, and nothing is sent',
    async (format) => {
      const { json, failure } = await send(format, [pdf]);
      expect(json).toBeUndefined();
      expect(failure).toMatchObject({ kind: 'invalid_input', field: 'attachments' });
      expect(failure?.message).toContain(`“${pdf.name}” was not sent`);
    },
  );
});

describe('a model that is known not to take what is attached', () => {
  const request = (input: ('text' | 'image' | 'pdf')[] | undefined): ChatRequest => ({
    modelId: 'm',
    messages: [{ role: 'user', text: '', attachments: [image, csv] }],
    ...(input === undefined ? {} : { modelInfo: { id: 'm', name: 'Model M', input } }),
  });

  it('is not asked, in words that name the file and the model', () => {
    expect(() => checkAttachments(request(['text']))).toThrow(
      '“chart.png” was not sent: Model M takes no images.',
    );
  });

  it.each([undefined, ['text', 'image']] as const)('is asked when its inputs are %j', (input) => {
    expect(() => checkAttachments(request(input === undefined ? undefined : [...input]))).not.toThrow();
  });
});
