// The faults of endpoints and connections, each as a script of the simulated endpoint and the state an answer must end in.
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { FaultScript, FaultStep } from '../../../../electron/core/simulator/fault-script.ts';
import type { Frame, Wire } from '../../../../electron/core/simulator/wires/wire.ts';
import type { WireFormat } from '../../../../shared/model.ts';
import type { Expected, FaultRow, Setting } from './fault-row.ts';

const said = 'Größe zählt 🙂 ';
const more = 'und 大きい auch.';
const thought = 'Hm — 考える. ';

const begun: readonly FaultStep[] = [{ do: 'begin' }];
const thinking: readonly FaultStep[] = [...begun, { do: 'reasoning', text: thought }];
const halfway: readonly FaultStep[] = [...thinking, { do: 'text', text: said }];
const whole: readonly FaultStep[] = [...halfway, { do: 'text', text: more }, { do: 'end' }];
const healthy: FaultScript = { steps: whole };
/** Lets the client take what was sent: a reset overtakes unread bytes. */
const settle: FaultStep = { do: 'wait', ms: 40 };

const always =
  (...scripts: FaultScript[]): FaultRow['scripts'] =>
  () =>
    scripts;
const playing =
  (...steps: FaultStep[]): FaultRow['scripts'] =>
  () => [{ steps }];

const complete: Expected = { status: 'complete', finish: 'stop', usage: 'reported' };
const failed = (kind: Expected['kind'], rest: Partial<Expected> = {}): Expected => ({
  status: 'failed',
  ...(kind === undefined ? {} : { kind }),
  text: '',
  reasoning: '',
  usage: 'none',
  ...rest,
});
const interrupted = (kind: Expected['kind'], rest: Partial<Expected> = {}): Expected => ({
  status: 'interrupted',
  ...(kind === undefined ? {} : { kind }),
  ...rest,
});
/** With the two retries everybody has. */
const thrice = { requests: 3 } as const;

const bytesOf = (frames: readonly Frame[]): Buffer =>
  Buffer.concat(frames.map((frame) => (typeof frame === 'string' ? Buffer.from(frame) : frame)));
const usage = { inputTokens: 3, cachedTokens: 0, outputTokens: 5, reasoningTokens: 0 };
/** The frames of one short healthy answer. */
const shortFrames = (wire: Wire, text: string = said): Frame[] => [
  ...wire.begin(),
  ...wire.text(text),
  ...wire.end('stop', usage, ''),
];
const asText = (frames: readonly Frame[]): string => bytesOf(frames).toString('utf8');
const sending = (recipe: (setting: Setting) => Uint8Array | string): FaultRow['scripts'] => {
  const step = (bytes: Uint8Array | string): FaultStep =>
    typeof bytes === 'string' ? { do: 'send', text: bytes } : { do: 'send', bytes };
  return (setting) => [{ steps: [step(recipe(setting))] }];
};

const noLines = { 'bedrock-converse': 'its frames are binary and have no lines' } as const;
/** A status line and headers past HTTP, in the type of the format. */
const rawHead = ({ wire }: Setting, rest: string): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: ${wire.contentType}\r\n${rest}\r\n`;
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const chunk = (bytes: Uint8Array): string => `${bytes.length.toString(16)}\r\n${latin1(bytes)}\r\n`;

const status = (
  id: string,
  code: number,
  expected: Expected,
  rest: Partial<FaultRow> & { error?: FaultScript['error'] } = {},
): FaultRow => {
  const { error, ...row } = rest;
  return {
    id,
    name: `status ${code}`,
    scripts: always({ status: code, ...(error === undefined ? {} : { error }) }),
    expected,
    ...row,
  };
};

const statusRows: FaultRow[] = [
  status('P01', 401, failed('auth')),
  {
    id: 'P01',
    name: 'status 401 with the key in its words',
    scripts: ({ key }) => [
      { status: 401, error: { message: `Incorrect API key provided: ${key} (${btoa(key)}).` } },
    ],
    expected: failed('auth', { message: /^Incorrect API key provided: ••• \(•••\)\.$/ }),
  },
  status('P02', 403, failed('permission')),
  status('P03', 404, failed('not_found')),
  status('P03', 400, failed('not_found'), {
    name: 'status 400 that names a missing model',
    error: { message: 'The model `gpt-99` does not exist or you do not have access to it.' },
  }),
  status('P04', 408, failed('timeout', thrice)),
  status('P05', 409, failed('bad_request', thrice)),
  {
    id: 'P05',
    name: 'status 409 once',
    scripts: always({ status: 409 }, healthy),
    expected: { ...complete, requests: 2 },
  },
  status('P06', 413, failed('context_length')),
  status('P06', 400, failed('context_length', { message: /250000 tokens > 200000/ }), {
    name: 'status 400 that says the prompt is too long',
    error: { message: 'prompt is too long: 250000 tokens > 200000 maximum' },
  }),
  status('P07', 422, failed('bad_request', { message: /<img src=x onerror=alert\(1\)>/ }), {
    name: 'status 422 with markup in its words',
    error: { message: 'Bad field <img src=x onerror=alert(1)>' },
  }),
  status('P07', 400, failed('bad_request', { message: /^That will not do\.$/ }), {
    error: { message: 'That will not do.' },
  }),
  {
    id: 'P07',
    name: 'status 400 for a parameter, which is then left out',
    scripts: always(
      { status: 400, error: { message: '`temperature` is not supported with this model.' } },
      healthy,
    ),
    temperature: 0.5,
    expected: { ...complete, requests: 2, notices: ['param_dropped'] },
  },
  {
    id: 'P07',
    name: 'status 400 for a parameter that was not sent',
    scripts: always({ status: 400, error: { message: '`temperature` is not supported with this model.' } }),
    expected: failed('unsupported_param'),
  },
  {
    id: 'P08',
    name: 'status 429 that asks for 2 seconds',
    scripts: always({ status: 429, headers: { 'retry-after': '2' } }, healthy),
    expected: { ...complete, requests: 2, waitsMs: [[2000, 2250]] },
  },
  {
    id: 'P08',
    name: 'status 429 that asks for a date',
    scripts: () => [
      { status: 429, headers: { 'retry-after': new Date(Date.now() + 20_000).toUTCString() } },
      healthy,
    ],
    expected: { ...complete, requests: 2, waitsMs: [[17_000, 20_250]] },
  },
  {
    id: 'P08',
    name: 'status 429 that asks for 1,500 milliseconds',
    scripts: always({ status: 429, headers: { 'retry-after-ms': '1500', 'retry-after': '9' } }, healthy),
    expected: { ...complete, requests: 2, waitsMs: [[1500, 1750]] },
  },
  ...['-5', 'soon, please', '0', 'NaN', ''].map(
    (value): FaultRow => ({
      id: 'P08',
      name: `status 429 that asks for “${value}”`,
      scripts: always({ status: 429, headers: { 'retry-after': value } }, healthy),
      expected: { ...complete, requests: 2, waitsMs: [[250, 500]] },
    }),
  ),
  {
    id: 'P08',
    name: 'status 429 that asks for thirty years',
    scripts: always({ status: 429, headers: { 'retry-after': '1000000000' } }),
    expected: failed('rate_limit', { waitsMs: [] }),
  },
  status(
    'P09',
    429,
    failed('rate_limit', {
      ...thrice,
      waitsMs: [
        [250, 500],
        [500, 1000],
      ],
    }),
  ),
  {
    id: 'P09',
    name: 'status 429 twice',
    scripts: always({ status: 429 }, { status: 429 }, healthy),
    expected: { ...complete, ...thrice },
  },
  status('P10', 402, failed('billing')),
  status('P10', 429, failed('billing'), {
    name: 'status 429 because the credit is used up',
    error: { code: 'insufficient_quota', message: 'You have no credit left.' },
  }),
  status('P11', 500, failed('server', thrice)),
  status('P11', 504, failed('server', thrice), {
    unlike: {
      'anthropic-messages': { because: 'its word for this status is that of a timeout', kind: 'timeout' },
    },
  }),
  {
    id: 'P11',
    name: 'status 502 with a web page',
    scripts: always({
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>',
    }),
    expected: failed('server', { ...thrice, message: /^502 Bad Gateway$/ }),
  },
  {
    id: 'P11',
    name: 'status 500 with no body',
    scripts: always({ status: 500, steps: [{ do: 'head' }] }),
    expected: failed('server', { ...thrice, message: /HTTP status 500/ }),
  },
  {
    id: 'P11',
    name: 'status 500 whose body breaks off',
    scripts: always({
      status: 500,
      steps: [{ do: 'send', text: '{"error": {"mess' }, settle, { do: 'reset' }],
    }),
    expected: failed('server', thrice),
  },
  status('P12', 503, failed('overloaded', thrice)),
  status('P12', 529, failed('overloaded', thrice)),
  {
    id: 'P12',
    name: 'status 503 twice',
    scripts: always({ status: 503 }, { status: 503 }, healthy),
    expected: { ...complete, ...thrice },
  },
  {
    id: 'P12',
    name: 'status 503, 500 and a reset, one after the other',
    scripts: always({ status: 503 }, { status: 500 }, { steps: [{ do: 'reset' }] }),
    expected: failed('network', thrice),
  },
];

const connectionRows: FaultRow[] = [
  {
    id: 'P13',
    name: 'reset before the headers',
    scripts: playing({ do: 'reset' }),
    expected: failed('network', thrice),
  },
  {
    id: 'P13',
    name: 'reset before the headers once',
    scripts: always({ steps: [{ do: 'reset' }] }, healthy),
    expected: { ...complete, requests: 2 },
  },
  {
    id: 'P13',
    name: 'connection closed before the headers',
    scripts: playing({ do: 'drop' }),
    expected: failed('network', thrice),
  },
  {
    id: 'P13',
    name: 'reset in the middle of the headers',
    scripts: (setting) => [
      { steps: [{ do: 'raw', text: rawHead(setting, '').slice(0, 30) }, settle, { do: 'reset' }] },
    ],
    expected: failed('network', thrice),
  },
  {
    id: 'P14',
    name: 'nobody listens',
    scripts: always(healthy),
    isClosed: true,
    expected: failed('network', { requests: 0, waitsMs: [[250, 500]] }),
  },
  {
    id: 'P44',
    name: 'a kept connection closed just as it is used again',
    scripts: always(healthy, { steps: [{ do: 'drop' }] }, healthy),
    isAskedTwice: true,
    expected: { ...complete, requests: 3 },
  },
  {
    id: 'P44',
    name: 'a kept connection reset just as it is used again',
    scripts: always(healthy, { steps: [{ do: 'reset' }] }, healthy),
    isAskedTwice: true,
    expected: { ...complete, requests: 3 },
  },
  {
    id: 'P44',
    name: 'a kept connection used again',
    scripts: always(healthy),
    isAskedTwice: true,
    expected: { ...complete, requests: 2 },
  },
];

const clockRows: FaultRow[] = [
  {
    id: 'P15',
    name: 'silence after the request',
    scripts: playing({ do: 'stall' }),
    clocks: { headers: 300 },
    lastsMs: 3 * 300 + 30,
    expected: failed('timeout', { clock: 'headers', ...thrice }),
  },
  {
    id: 'P15',
    name: 'silence after the request once',
    scripts: always({ steps: [{ do: 'stall' }] }, healthy),
    clocks: { headers: 300 },
    lastsMs: 310,
    expected: { ...complete, requests: 2 },
  },
  {
    id: 'P16',
    name: 'silence after the headers',
    scripts: playing({ do: 'head' }, { do: 'stall' }),
    clocks: { firstToken: 300 },
    lastsMs: 3 * 300 + 30,
    expected: failed('timeout', { clock: 'first-token', ...thrice }),
  },
  {
    id: 'P16',
    name: 'silence after the opening events',
    scripts: playing(...begun, { do: 'stall' }),
    clocks: { firstToken: 300 },
    lastsMs: 3 * 300 + 30,
    expected: failed('timeout', { clock: 'first-token', ...thrice, usage: 'none' }),
    unlike: {
      'anthropic-messages': { because: 'its opening already counts the prompt', usage: 'partial' },
      gemini: { because: 'its opening already counts the prompt', usage: 'partial' },
    },
  },
  {
    id: 'P16',
    name: 'comments after the headers and nothing else',
    scripts: playing({
      do: 'repeat',
      steps: [
        { do: 'send', text: ': keep-alive\n\n' },
        { do: 'wait', ms: 40 },
      ],
    }),
    clocks: { firstToken: 300, idle: 150 },
    lastsMs: 3 * 300 + 30,
    expected: failed('timeout', { clock: 'first-token', ...thrice }),
    without: noLines,
  },
  {
    id: 'P18',
    name: 'silence in the middle of the text',
    scripts: playing(...halfway, { do: 'stall' }),
    clocks: { idle: 250 },
    lastsMs: 250,
    expected: interrupted('stalled', { clock: 'idle' }),
  },
  {
    id: 'P18',
    name: 'silence in the middle of the reasoning',
    scripts: playing(...thinking, { do: 'stall' }),
    clocks: { idle: 250 },
    lastsMs: 250,
    expected: interrupted('stalled', { clock: 'idle' }),
  },
  {
    id: 'P18',
    name: 'silence in the middle of an event',
    scripts: (setting) => [
      {
        steps: [
          ...halfway,
          { do: 'send', bytes: bytesOf(setting.wire.text(more)).subarray(0, 25) },
          { do: 'stall' },
        ],
      },
    ],
    clocks: { idle: 250 },
    lastsMs: 250,
    expected: interrupted('stalled', { clock: 'idle', text: said }),
  },
  {
    id: 'P18',
    name: 'comments and no content for too long',
    scripts: playing(...halfway, {
      do: 'repeat',
      steps: [
        { do: 'send', text: ': OPENROUTER PROCESSING\n\n' },
        { do: 'wait', ms: 40 },
      ],
    }),
    clocks: { idle: 200, contentSilence: 500 },
    lastsMs: 500,
    expected: interrupted('stalled', { clock: 'idle' }),
    without: noLines,
  },
  {
    id: 'P18',
    name: 'comments for a while, then the rest',
    scripts: playing(
      ...halfway,
      {
        do: 'repeat',
        times: 8,
        steps: [
          { do: 'send', text: ': keep-alive\n\n' },
          { do: 'wait', ms: 60 },
        ],
      },
      { do: 'text', text: more },
      { do: 'end' },
    ),
    clocks: { idle: 300 },
    lastsMs: 480,
    expected: complete,
    without: noLines,
  },
  {
    id: 'P18',
    name: 'silence once the reason to finish was told',
    scripts: playing(...halfway, { do: 'end', isCutBeforeLast: true }, { do: 'stall' }),
    clocks: { idle: 1500 },
    lastsMs: 1500,
    expected: interrupted('stalled', { clock: 'idle' }),
    unlike: {
      'openai-chat': {
        because: 'the reason to finish is the end; many servers send no [DONE]',
        ...complete,
        kind: undefined,
        clock: undefined,
      },
    },
  },
  {
    id: 'P34',
    name: 'the end told, and the socket left open',
    scripts: playing(...whole, { do: 'stall' }),
    clocks: { idle: 1500 },
    expected: complete,
    unlike: { gemini: { because: 'it has no last event: a second of silence ends it' } },
    lastsMs: 1100,
  },
  {
    id: 'P42',
    name: 'three bytes at a time',
    scripts: playing({ do: 'split', every: 3, waitMs: 1 }, ...whole),
    clocks: { idle: 1000, firstToken: 3000 },
    lastsMs: 5000,
    expected: complete,
  },
  {
    id: 'P42',
    name: 'pauses that come close to the clock, again and again',
    scripts: playing(
      ...halfway,
      {
        do: 'repeat',
        times: 5,
        steps: [
          { do: 'wait', ms: 120 },
          { do: 'text', text: more },
        ],
      },
      { do: 'end' },
    ),
    clocks: { idle: 400 },
    lastsMs: 600,
    expected: complete,
  },
];

const cutAt = (afterBytes: number, by: 'reset' | 'close' | 'drop'): FaultRow['scripts'] =>
  always({ steps: whole, cut: { afterBytes, by } });

const cutRows: FaultRow[] = [
  {
    id: 'P17',
    name: 'reset after text',
    scripts: playing(...halfway, settle, { do: 'reset' }),
    expected: interrupted('stream_broken'),
  },
  {
    id: 'P17',
    name: 'reset after reasoning',
    scripts: playing(...thinking, settle, { do: 'reset' }),
    expected: interrupted('stream_broken'),
  },
  {
    id: 'P17',
    name: 'reset in the middle of an event',
    scripts: ({ wire }) => [
      {
        steps: [
          ...halfway,
          { do: 'send', bytes: bytesOf(wire.text(more)).subarray(0, 25) },
          settle,
          { do: 'reset' },
        ],
      },
    ],
    expected: interrupted('stream_broken'),
  },
  {
    id: 'P17',
    name: 'reset after the headers and before any content',
    scripts: playing({ do: 'head' }, settle, { do: 'reset' }),
    expected: failed('stream_broken'),
  },
  {
    id: 'P17',
    name: 'reset after the end',
    scripts: playing(...whole, settle, { do: 'reset' }),
    expected: complete,
  },
  {
    id: 'P17',
    name: 'connection closed in the middle of the body',
    scripts: playing(...halfway, settle, { do: 'drop' }),
    expected: interrupted('stream_broken'),
  },
  {
    id: 'P19',
    name: 'bare end after text',
    scripts: playing(...halfway),
    expected: interrupted('stream_truncated'),
  },
  {
    id: 'P19',
    name: 'bare end after reasoning',
    scripts: playing(...thinking),
    expected: interrupted('stream_truncated'),
  },
  {
    id: 'P19',
    name: 'bare end after the opening',
    scripts: playing(...begun),
    expected: failed('stream_truncated'),
    unlike: {
      'anthropic-messages': { because: 'its opening already counts the prompt', usage: 'partial' },
      gemini: { because: 'its opening already counts the prompt', usage: 'partial' },
    },
  },
  {
    id: 'P19',
    name: 'bare end with no body at all',
    scripts: playing({ do: 'head' }),
    expected: failed('stream_truncated'),
  },
  {
    id: 'P19',
    name: 'bare end in the middle of an event',
    scripts: ({ wire }) => [
      { steps: [...halfway, { do: 'send', bytes: bytesOf(wire.text(more)).subarray(0, 25) }] },
    ],
    expected: interrupted('stream_truncated'),
  },
  {
    id: 'P19',
    name: 'bare end after ten bytes',
    scripts: cutAt(10, 'close'),
    expected: failed('stream_truncated', { text: '' }),
  },
  {
    id: 'P19',
    name: 'bare end before the very last event',
    scripts: playing(...halfway, { do: 'end', isCutBeforeLast: true }),
    expected: interrupted('stream_truncated'),
    unlike: {
      'openai-chat': {
        because: 'the reason to finish is the end; many servers send no [DONE]',
        ...complete,
        kind: undefined,
      },
      'bedrock-converse': {
        because: 'messageStop is the end; what is missing are the counts',
        status: 'complete',
        kind: undefined,
        finish: 'stop',
        usage: 'estimated',
      },
    },
  },
];

const damageRows: FaultRow[] = [
  {
    id: 'P20',
    name: 'one event that cannot be read',
    scripts: playing(...halfway, { do: 'malformed' }, { do: 'text', text: more }, { do: 'end' }),
    expected: { ...complete, notices: ['malformed_event'] },
    unlike: {
      'bedrock-converse': {
        because: 'a wrong checksum: where the next frame begins cannot be trusted any more',
        ...interrupted('protocol'),
        finish: undefined,
        notices: [],
        text: said,
        usage: 'estimated',
      },
    },
  },
  {
    id: 'P20',
    name: 'five events in a row that cannot be read',
    scripts: playing(
      ...halfway,
      { do: 'repeat', times: 5, steps: [{ do: 'malformed' }] },
      { do: 'text', text: more },
      { do: 'end' },
    ),
    expected: { ...complete, notices: ['malformed_event'] },
    without: { 'bedrock-converse': 'the first one ends it' },
  },
  {
    id: 'P20',
    name: 'six events in a row that cannot be read',
    scripts: playing(
      ...halfway,
      { do: 'repeat', times: 6, steps: [{ do: 'malformed' }] },
      { do: 'text', text: more },
      { do: 'end' },
    ),
    expected: interrupted('protocol', { notices: ['malformed_event'], text: said }),
    unlike: {
      'bedrock-converse': { because: 'the first one ends it', notices: [] },
    },
  },
  {
    id: 'P21',
    name: 'every byte in a packet of its own',
    scripts: playing({ do: 'split', every: 1 }, ...whole),
    lastsMs: 20_000,
    expected: complete,
  },
  {
    id: 'P21',
    name: 'seven bytes in each packet',
    scripts: playing({ do: 'split', every: 7 }, ...whole),
    lastsMs: 20_000,
    expected: complete,
  },
  {
    id: 'P22',
    name: 'bytes that are no UTF-8',
    scripts: sending(({ wire }) => {
      const bytes = bytesOf(shortFrames(wire, 'a#b'));
      const at = bytes.indexOf('a#b') + 1;
      return Buffer.concat([bytes.subarray(0, at), Buffer.of(0xff, 0xc3), bytes.subarray(at + 1)]);
    }),
    expected: { ...complete, text: 'a\ufffd\ufffdb' },
    without: { 'bedrock-converse': 'its checksum refuses the frame before its text is looked at' },
  },
  {
    id: 'P23',
    name: 'a byte order mark first',
    scripts: sending(({ wire }) => `\ufeff${asText(shortFrames(wire))}`),
    expected: { ...complete, text: said },
    without: noLines,
  },
  ...(['\r\n', '\r'] as const).map(
    (lineEnd): FaultRow => ({
      id: 'P23',
      name: `lines that end with ${JSON.stringify(lineEnd)}`,
      scripts: always({ lineEnd, steps: whole }),
      expected: complete,
      without: noLines,
    }),
  ),
  {
    id: 'P23',
    name: 'line ends of every kind, mixed',
    scripts: sending(({ wire }) => {
      const ends = ['\n', '\r\n', '\r'];
      let index = 0;
      return asText(shortFrames(wire)).replaceAll('\n', () => ends[index++ % ends.length] ?? '\n');
    }),
    expected: { ...complete, text: said },
    without: noLines,
  },
  {
    id: 'P23',
    name: 'no blank line at the end',
    scripts: sending(({ wire }) => asText(shortFrames(wire)).trimEnd()),
    expected: { ...complete, text: said },
    without: noLines,
  },
  {
    id: 'P24',
    name: 'comments, ids, retries and unknown fields between and in events',
    scripts: sending(({ wire }) =>
      asText(shortFrames(wire))
        .replaceAll('data: ', ': hello\nid: 7\nretry: 10\nnonsense\nbanana: yes\ndata: ')
        .replaceAll('\n\n', '\n: bye\n\n\n\n'),
    ),
    expected: { ...complete, text: said },
    without: noLines,
  },
  {
    id: 'P24',
    name: 'events broken over several data lines',
    scripts: sending(({ wire }) => asText(shortFrames(wire)).replaceAll(',"', ',\ndata:"')),
    expected: { ...complete, text: said },
    without: noLines,
  },
  ...['execute', '__proto__', 'constructor', 'hasOwnProperty'].map(
    (name): FaultRow => ({
      id: 'P24',
      name: `an event named ${name}`,
      scripts: ({ format }) => [
        {
          steps: [
            ...halfway,
            {
              do: 'event',
              name,
              data: format === 'bedrock-converse' ? { x: 1 } : { type: name, x: 1 },
            },
            { do: 'text', text: more },
            { do: 'end' },
          ],
        },
      ],
      expected: { ...complete, notices: ['unknown_event'] },
      unlike: {
        'openai-chat': { because: 'the format has no names of events', notices: [] },
        gemini: { because: 'the format has no names of events', notices: [] },
        'bedrock-converse':
          name === 'execute'
            ? { because: 'the AWS client leaves unknown events out', notices: [] }
            : {
                because: 'such a name reaches into the AWS client’s own objects, which then throws',
                ...interrupted('protocol'),
                finish: undefined,
                notices: [],
                text: said,
                usage: 'estimated',
              },
      },
    }),
  ),
];

const sizeRows: FaultRow[] = [
  {
    id: 'P25',
    name: 'one event of 10 MB',
    scripts: playing(...begun, { do: 'text', text: 'y'.repeat(10 * 1024 * 1024) }, { do: 'end' }),
    expected: complete,
    isHeavy: true,
    lastsMs: 8000,
  },
  {
    id: 'P26',
    name: 'a hundred thousand tiny events',
    scripts: ({ wire }) => {
      // What opens a block goes out once, as part of the first delta.
      const opening = wire.text('a');
      const frame = bytesOf(wire.text('a'));
      return [
        {
          steps: [
            { do: 'begin' },
            { do: 'send', bytes: bytesOf(opening) },
            { do: 'send', bytes: Buffer.concat(Array(100_000 - 1).fill(frame)) },
            { do: 'end', usage },
          ],
        },
      ];
    },
    expected: { ...complete, text: 'a'.repeat(100_000) },
    isHeavy: true,
    lastsMs: 10_000,
  },
  {
    id: 'P27',
    name: 'a line without end',
    scripts: playing(
      ...halfway,
      { do: 'send', text: 'data: ' },
      { do: 'repeat', steps: [{ do: 'send', text: 'x'.repeat(1024 * 1024) }] },
    ),
    expected: interrupted('too_much_output', { text: said }),
    unlike: {
      'bedrock-converse': {
        because: 'its frames say their length first, and this is none that can be',
        kind: 'protocol',
      },
    },
    isHeavy: true,
    lastsMs: 8000,
  },
  {
    id: 'P27',
    name: 'a body without end',
    scripts: ({ format, wire }) => [
      {
        steps: [
          ...halfway,
          {
            do: 'repeat',
            steps: [
              format === 'bedrock-converse'
                ? {
                    do: 'send',
                    bytes: Buffer.concat(
                      Array(16).fill(wire.event('contentBlockStart', { x: 'x'.repeat(64 * 1024) })),
                    ),
                  }
                : { do: 'send', text: `: ${'x'.repeat(1024 * 1024)}\n\n` },
            ],
          },
        ],
      },
    ],
    expected: interrupted('too_much_output', { text: said }),
    isHeavy: true,
    lastsMs: 10_000,
  },
  {
    id: 'P37',
    name: 'a flood that was compressed',
    scripts: always({
      encoding: 'gzip',
      steps: [{ do: 'repeat', steps: [{ do: 'send', text: ': nothing to see here\n\n'.repeat(100_000) }] }],
    }),
    expected: failed('too_much_output'),
    unlike: {
      'bedrock-converse': { because: 'its first bytes are no frame that can be', kind: 'protocol' },
    },
    isHeavy: true,
    lastsMs: 10_000,
  },
];

const page =
  '<!DOCTYPE html><html><head><title>Sign in to <b>\n the Wi-Fi</title></head><body>x</body></html>';

const strangerRows: FaultRow[] = [
  {
    id: 'P28',
    name: 'a web page with status 200',
    scripts: always({ headers: { 'content-type': 'text/html' }, body: page }),
    expected: failed('protocol', { message: /^The address answered with a web page: “Sign in to/ }),
  },
  {
    id: 'P28',
    name: 'plain words with status 200',
    scripts: always({ headers: { 'content-type': 'text/plain' }, body: 'Hello, I am a printer.' }),
    expected: failed('protocol', { message: /Hello, I am a printer/ }),
  },
  {
    id: 'P29',
    name: 'the whole answer as one JSON object',
    scripts: ({ wire }) => [
      {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(wire.whole('stop', usage, '', { reasoning: thought, text: said })),
      },
    ],
    expected: { ...complete, text: said, reasoning: thought },
    unlike: {
      'bedrock-converse': {
        because: 'the AWS client decodes event streams only',
        ...failed('protocol'),
        finish: undefined,
      },
    },
  },
  {
    id: 'P29',
    name: 'an error object with status 200',
    scripts: always({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ error: { message: 'Out of credits', code: 'insufficient_quota' } }),
    }),
    expected: failed('billing', { message: /^Out of credits$/ }),
  },
  {
    id: 'P29',
    name: 'JSON of something else with status 200',
    scripts: always({ headers: { 'content-type': 'application/json' }, body: '{"temperature":21.5}' }),
    expected: failed('protocol'),
  },
];

const usageRows: FaultRow[] = [
  {
    id: 'P30',
    name: 'no counts',
    scripts: playing(...halfway, { do: 'end', usage: 'missing' }),
    expected: { ...complete, usage: 'estimated' },
    unlike: {
      'anthropic-messages': { because: 'its opening already counts the prompt', usage: 'partial' },
      gemini: { because: 'earlier events already count the prompt', usage: 'partial' },
    },
  },
  {
    id: 'P30',
    name: 'negative and huge counts',
    scripts: playing(...halfway, {
      do: 'end',
      usage: { inputTokens: -5, cachedTokens: 0, outputTokens: 1e15, reasoningTokens: 0 },
    }),
    expected: { ...complete, usage: 'estimated' },
    unlike: {
      'anthropic-messages': { because: 'its opening already counts the prompt', usage: 'partial' },
      gemini: { because: 'earlier events already count the prompt', usage: 'partial' },
    },
  },
  {
    id: 'P30',
    name: 'counts twice, and then some that cannot be',
    scripts: ({ format }) => {
      const counts = (input: number, output: number): FaultStep => {
        if (format === 'anthropic-messages') {
          const data = {
            type: 'message_delta',
            delta: {},
            usage: { input_tokens: input, output_tokens: output },
          };
          return { do: 'event', name: 'message_delta', data };
        }
        const data =
          format === 'gemini'
            ? { usageMetadata: { promptTokenCount: input, candidatesTokenCount: output } }
            : { choices: [], usage: { prompt_tokens: input, completion_tokens: output } };
        return { do: 'event', name: '', data };
      };
      const steps = [
        ...halfway,
        counts(7, 8),
        counts(70, 80),
        counts(-1, 1e300),
        { do: 'end', usage: 'missing' },
      ];
      return [{ steps: steps as FaultStep[] }];
    },
    expected: { ...complete, tokens: [70, 80] },
    unlike: {
      gemini: { because: 'only an event with a reason to finish counts the whole', usage: 'partial' },
    },
    without: {
      'openai-responses': 'its counts come once, with its end',
      'bedrock-converse': 'its counts come once, with its end',
      'cohere-v2': 'its counts come once, with its end',
    },
  },
  {
    id: 'P31',
    name: 'the end twice',
    scripts: playing(...halfway, { do: 'end' }, { do: 'end' }),
    expected: complete,
  },
  {
    id: 'P31',
    name: 'text after the end',
    scripts: playing(...halfway, { do: 'end' }, { do: 'text', text: more }, { do: 'end' }),
    expected: { ...complete, text: said },
    unlike: {
      gemini: {
        because: 'some servers name a reason to finish in every event: what follows counts',
        text: said + more,
      },
    },
  },
];

/** Code of an error event in each format, for one meaning. */
const codes = {
  overloaded: {
    'openai-chat': 'overloaded',
    'openai-responses': 'overloaded',
    'anthropic-messages': 'overloaded_error',
    'bedrock-converse': 'serviceUnavailableException',
    gemini: 'UNAVAILABLE',
    'cohere-v2': 'overloaded',
  },
  rate_limit: {
    'openai-chat': 'rate_limit_exceeded',
    'openai-responses': 'rate_limit_exceeded',
    'anthropic-messages': 'rate_limit_error',
    'bedrock-converse': 'throttlingException',
    gemini: 'RESOURCE_EXHAUSTED',
    'cohere-v2': 'too_many_requests',
  },
  bad_request: {
    'openai-chat': 'invalid_request_error',
    'openai-responses': 'invalid_request_error',
    'anthropic-messages': 'invalid_request_error',
    'bedrock-converse': 'validationException',
    gemini: 'INVALID_ARGUMENT',
    'cohere-v2': 'invalid_request',
  },
} satisfies Record<string, Record<WireFormat, string>>;

const errorEvent =
  (kind: keyof typeof codes, before: readonly FaultStep[]): FaultRow['scripts'] =>
  ({ format }) => [
    { steps: [...before, { do: 'error-event', code: codes[kind][format], message: 'Said in the middle.' }] },
  ];

const errorEventRows: FaultRow[] = [
  {
    id: 'P32',
    name: 'an error event after text',
    scripts: playing(...halfway, { do: 'error-event', message: 'It broke.' }),
    expected: interrupted('server', { message: /^It broke\.$/ }),
    unlike: { 'anthropic-messages': { because: 'its usual error is that of load', kind: 'overloaded' } },
  },
  ...(['overloaded', 'rate_limit', 'bad_request'] as const).map(
    (kind): FaultRow => ({
      id: 'P32',
      name: `an error event after text: ${kind}`,
      scripts: errorEvent(kind, halfway),
      expected: interrupted(kind, { message: /^Said in the middle\.$/ }),
    }),
  ),
  ...(['overloaded', 'rate_limit'] as const).map(
    (kind): FaultRow => ({
      id: 'P32',
      name: `an error event before any content: ${kind}`,
      scripts: errorEvent(kind, begun),
      expected: failed(kind, thrice),
      unlike: {
        'anthropic-messages': { because: 'its opening already counts the prompt', usage: 'partial' },
        gemini: { because: 'its opening already counts the prompt', usage: 'partial' },
      },
    }),
  ),
  {
    id: 'P32',
    name: 'an error event before any content, once',
    scripts: (setting) => [...errorEvent('overloaded', begun)(setting), healthy],
    expected: { ...complete, requests: 2 },
  },
  {
    id: 'P33',
    name: 'the content filter ends the answer',
    scripts: playing(...halfway, { do: 'end', finish: 'content_filter' }),
    expected: interrupted('content_filter', { finish: 'content_filter', usage: 'reported' }),
    unlike: {
      'anthropic-messages': {
        because: 'the format has one word for the filter and for a refusal',
        status: 'complete',
        kind: undefined,
        finish: 'refusal',
      },
    },
  },
  {
    id: 'P33',
    name: 'the limit of tokens ends the answer',
    scripts: playing(...halfway, { do: 'end', finish: 'length' }),
    expected: { ...complete, finish: 'length' },
  },
  {
    id: 'P35',
    name: 'an empty answer',
    scripts: playing(...begun, { do: 'end' }),
    expected: { status: 'failed', kind: 'empty', finish: 'stop', usage: 'reported' },
  },
  {
    id: 'P35',
    name: 'an answer of white space',
    scripts: playing(...begun, { do: 'text', text: ' \n ' }, { do: 'end' }),
    expected: { status: 'interrupted', kind: 'empty', finish: 'stop', usage: 'reported' },
  },
  {
    id: 'P35',
    name: 'an answer of reasoning only',
    scripts: playing(...thinking, { do: 'end' }),
    expected: { status: 'interrupted', kind: 'empty', finish: 'stop', usage: 'reported' },
  },
];

const redirectTargets: readonly (readonly [name: string, location: (setting: Setting) => string])[] = [
  ['another port', ({ elsewhere }) => `${elsewhere}/v1/chat/completions`],
  ['another host', ({ elsewhere }) => elsewhere.replace('127.0.0.1', 'localhost')],
  ['the same address', ({ origin }) => `${origin}/v1/elsewhere`],
  ['itself without end', () => ''],
  ['nowhere that can be read', () => 'http://['],
];

const redirectRows: FaultRow[] = [
  ...[301, 302, 303, 307, 308].map(
    (code): FaultRow => ({
      id: 'P36',
      name: `redirect ${code} to another port`,
      scripts: ({ elsewhere }) => [{ status: code, headers: { location: elsewhere } }],
      expected: failed('redirect_blocked', { message: /127\.0\.0\.1/ }),
    }),
  ),
  ...redirectTargets.map(
    ([name, location]): FaultRow => ({
      id: 'P36',
      name: `redirect to ${name}`,
      scripts: (setting) => [{ status: 307, headers: { location: location(setting) } }],
      expected: failed('redirect_blocked'),
    }),
  ),
  {
    id: 'P36',
    name: 'redirect without an address',
    scripts: always({ status: 307 }),
    expected: failed('redirect_blocked'),
  },
];

const httpRows: FaultRow[] = [
  ...(['gzip', 'br', 'zstd', 'deflate'] as const).map(
    (encoding): FaultRow => ({
      id: 'P37',
      name: `compressed with ${encoding}`,
      scripts: always({ encoding, steps: whole }),
      expected: complete,
    }),
  ),
  ...(
    [
      ['gzip', gzipSync, 'stream_truncated'],
      ['br', brotliCompressSync, 'stream_truncated'],
      // Its decoder tells a cut from an end; those of the others do not.
      ['zstd', zstdCompressSync, 'protocol'],
    ] as const
  ).map(
    ([encoding, compress, kind]): FaultRow => ({
      id: 'P37',
      name: `compressed with ${encoding} and cut before its end`,
      scripts: ({ wire }) => {
        const packed = compress(bytesOf(shortFrames(wire)));
        return [
          {
            headers: { 'content-type': wire.contentType, 'content-encoding': encoding },
            body: packed.subarray(0, Math.floor(packed.length / 2)),
          },
        ];
      },
      expected: failed(kind),
    }),
  ),
  {
    id: 'P37',
    name: 'said to be compressed and is not',
    scripts: ({ wire }) => [
      {
        headers: { 'content-type': wire.contentType, 'content-encoding': 'gzip' },
        body: bytesOf(shortFrames(wire)),
      },
    ],
    expected: failed('protocol'),
  },
  {
    id: 'P43',
    name: 'what is no HTTP',
    scripts: playing({ do: 'raw', text: 'SSH-2.0-OpenSSH_9.2\r\n' }, settle, { do: 'drop' }),
    expected: failed('protocol'),
  },
  {
    id: 'P43',
    name: 'chunks of a length that is none',
    scripts: (setting) => [
      {
        steps: [
          {
            do: 'raw',
            text: `${rawHead(setting, 'Transfer-Encoding: chunked\r\n')}${chunk(
              bytesOf([...setting.wire.begin(), ...setting.wire.text(said)]),
            )}`,
          },
          settle,
          { do: 'raw', text: 'zz\r\nnonsense\r\n' },
          settle,
          { do: 'drop' },
        ],
      },
    ],
    // What came before it was sound: to a person the connection broke.
    expected: interrupted('stream_broken', { text: said }),
  },
  {
    id: 'P43',
    name: 'chunks that end without their last one',
    scripts: (setting) => [
      {
        steps: [
          {
            do: 'raw',
            text: `${rawHead(setting, 'Transfer-Encoding: chunked\r\n')}${chunk(
              bytesOf([...setting.wire.begin(), ...setting.wire.text(said)]),
            )}`,
          },
          settle,
          { do: 'drop' },
        ],
      },
    ],
    expected: interrupted('stream_broken', { text: said }),
  },
  {
    id: 'P43',
    name: 'a length longer than the body',
    scripts: (setting) => {
      const body = bytesOf([...setting.wire.begin(), ...setting.wire.text(said)]);
      return [
        {
          steps: [
            {
              do: 'raw',
              text: `${rawHead(setting, `Content-Length: ${body.length + 500}\r\n`)}${latin1(body)}`,
            },
            settle,
            { do: 'drop' },
          ],
        },
      ];
    },
    expected: interrupted('stream_broken', { text: said }),
  },
  {
    id: 'P43',
    name: 'a length shorter than the body',
    scripts: (setting) => {
      const body = bytesOf([...setting.wire.begin(), ...setting.wire.text(said)]);
      const rest = bytesOf(setting.wire.end('stop', usage, ''));
      return [
        {
          steps: [
            {
              do: 'raw',
              text: `${rawHead(setting, `Content-Length: ${body.length}\r\n`)}${latin1(body)}${latin1(rest)}`,
            },
            settle,
            { do: 'drop' },
          ],
        },
      ];
    },
    expected: interrupted('stream_truncated', { text: said }),
  },
  {
    id: 'P43',
    name: 'two lengths that disagree',
    scripts: (setting) => [
      {
        steps: [
          { do: 'raw', text: rawHead(setting, 'Content-Length: 5\r\nContent-Length: 9\r\n') },
          settle,
          { do: 'drop' },
        ],
      },
    ],
    expected: failed('protocol'),
  },
  {
    id: 'P43',
    name: 'headers of a megabyte',
    scripts: (setting) => [
      {
        steps: [
          { do: 'raw', text: rawHead(setting, `X-Long: ${'x'.repeat(1024 * 1024)}\r\n`) },
          settle,
          { do: 'drop' },
        ],
      },
    ],
    expected: failed('protocol'),
  },
  {
    id: 'P43',
    name: 'an interim answer first',
    scripts: (setting) => {
      const body = bytesOf(shortFrames(setting.wire));
      return [
        {
          steps: [
            {
              do: 'raw',
              text: `HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${rawHead(
                setting,
                `Content-Length: ${body.length}\r\n`,
              )}${latin1(body)}`,
            },
            settle,
            { do: 'drop' },
          ],
        },
      ];
    },
    expected: { ...complete, text: said },
  },
  {
    id: 'P43',
    name: 'an HTTP/1.0 answer that ends with its connection',
    scripts: (setting) => [
      {
        steps: [
          {
            do: 'raw',
            text: `${rawHead(setting, '').replace('HTTP/1.1', 'HTTP/1.0')}${latin1(
              bytesOf(shortFrames(setting.wire)),
            )}`,
          },
          settle,
          { do: 'drop' },
        ],
      },
    ],
    expected: { ...complete, text: said },
  },
];

const stopped = (rest: Partial<Expected> = {}): Expected => ({ status: 'stopped', ...rest });

const stopRows: FaultRow[] = [
  {
    id: 'P45',
    name: 'stopped before the request went out',
    scripts: playing({ do: 'stall' }),
    stopAt: 'sent',
    expected: stopped({ requests: 0 }),
  },
  {
    id: 'P45',
    name: 'stopped before the headers',
    scripts: playing({ do: 'stall' }),
    stopAt: 'asked',
    expected: stopped(),
  },
  {
    id: 'P45',
    name: 'stopped after the headers',
    scripts: playing(...begun, { do: 'stall' }),
    stopAt: 'headers',
    expected: stopped(),
  },
  {
    id: 'P45',
    name: 'stopped while it reasons',
    scripts: playing(...thinking, { do: 'stall' }),
    stopAt: 'reasoning',
    expected: stopped({ reasoning: thought, text: '' }),
  },
  {
    id: 'P45',
    name: 'stopped while it writes',
    scripts: playing(...halfway, {
      do: 'repeat',
      steps: [
        { do: 'wait', ms: 5 },
        { do: 'text', text: more },
      ],
    }),
    stopAt: 'text',
    expected: stopped({ reasoning: thought, text: said }),
  },
  {
    id: 'P45',
    name: 'stopped while a flood comes in',
    scripts: playing(...halfway, { do: 'repeat', steps: [{ do: 'text', text: more.repeat(2000) }] }),
    stopAt: 'text',
    expected: stopped({ reasoning: thought, text: said }),
  },
  {
    id: 'P45',
    name: 'stopped while it waits to ask again',
    scripts: always({ status: 503, headers: { 'retry-after': '50' } }),
    stopAt: 'retrying',
    expected: stopped(),
  },
];

export const faultRows: readonly FaultRow[] = [
  ...statusRows,
  ...connectionRows,
  ...clockRows,
  ...cutRows,
  ...damageRows,
  ...sizeRows,
  ...strangerRows,
  ...usageRows,
  ...errorEventRows,
  ...redirectRows,
  ...httpRows,
  ...stopRows,
];
