// Chats to export: an ordinary one with everything that can happen in it, and one whose every text is an attack.
import type { Answer, Chat, Column, Part, Turn } from '../../../shared/chat.ts';
import type { AnswerId, ChatId, ColumnId, ConnectionId, TurnId } from '../../../shared/id.ts';
import type { Cost } from '../../../shared/price.ts';

/** UUIDs that are the same in every run. */
const id = (kind: number, number: number): string =>
  `0192${String(kind).padStart(4, '0')}-0000-7000-8000-${String(number).padStart(12, '0')}`;

export const exportedAt = Date.UTC(2026, 10, 23, 14, 5);

export const sampleColumn = (number: number, label: string, changes: Partial<Column> = {}): Column => ({
  id: id(1, number) as ColumnId,
  model: { connectionId: id(2, number) as ConnectionId, modelId: `model-${number}` },
  label,
  parameters: {},
  ...changes,
});

const libraryCost: Cost = {
  kind: 'library',
  amountUsd: 0.004213,
  provenance: {
    sentence: 'List price of the vendor.',
    source: 'genai-prices 0.1.8',
    row: 'model',
    asOf: '2026-11-02',
    inputUsdPerMillion: 2.5,
    outputUsdPerMillion: 15,
  },
};

export const sampleAnswer = (
  number: number,
  column: Column,
  text: string,
  changes: Partial<Answer> = {},
): Answer => ({
  id: id(3, number) as AnswerId,
  columnId: column.id,
  status: 'complete',
  asked: {
    model: column.model,
    modelLabel: column.label,
    connectionLabel: 'Team account',
    vendorId: 'openai',
    operator: 'OpenAI',
    region: 'eu-central-1',
    parameters: column.parameters,
    isSimulated: false,
  },
  parts: [{ type: 'text', text }],
  timings: {
    startedAt: exportedAt - 60_000,
    sentMs: 0,
    headersMs: 180,
    firstByteMs: 190,
    firstContentMs: 240 + number * 90,
    firstTextMs: 240 + number * 90,
    lastContentMs: 3100 + number * 740,
    endedMs: 3110 + number * 740,
  },
  attempts: 1,
  finish: { reason: 'stop' },
  usage: { inputTokens: 412, outputTokens: 286 + number * 31, source: 'reported' },
  cost: { ...libraryCost, amountUsd: 0.0042 + number * 0.0011 },
  ...changes,
});

export const sampleTurn = (number: number, prompt: string, answers: Answer[]): Turn => ({
  id: id(4, number) as TurnId,
  prompt,
  askedAt: exportedAt - 3_600_000 + number * 60_000,
  answers,
});

export const sampleChat = (title: string, columns: Column[]): Chat => ({
  id: id(5, 1) as ChatId,
  title,
  isPinned: false,
  createdAt: exportedAt - 7_200_000,
  updatedAt: exportedAt,
  columns,
});

const longAnswer = `## Recommendation

Start with a **read replica** and measure. Most teams that shard early regret the *operational* cost, see [the notes](https://example.com/notes) or https://example.org/a_(b).

| Option | Effort | Write scaling |
| :-- | --: | :-: |
| Read replica | 2 days | no |
| Partitioning | 1 week | a little |
| Sharding | 2 months | yes |

### Steps

1. Turn on \`pg_stat_statements\`
2. Find the ten slowest queries
   - most are missing an index
   - the rest read too much
3. Decide with numbers

\`\`\`sql
select query, calls, total_exec_time / calls as mean_ms, rows from pg_stat_statements order by total_exec_time desc limit 10;
\`\`\`

- [x] measured
- [ ] decided

> A cache hides a slow query; it does not mend it.

![chart of latencies](https://cdn.example.net/chart.png)`;

const shortAnswer = `Measure first. The order I would try things in:

- an index for the slowest query,
- a **read replica** for reports,
- partitioning by month,
- sharding, if nothing else helps.

Each step should pay for itself before the next one.`;

const reasoning: Part = {
  type: 'reasoning',
  kind: 'summary',
  text: 'The person asks about scaling. **Replica** before shards; mention measuring.',
};

/** Up to six columns: complete, reasoning, simulated, interrupted, failed, removed. */
export const richChat = (columnCount: number): { chat: Chat; turns: Turn[] } => {
  const columns = [
    sampleColumn(1, 'Atlas 4'),
    sampleColumn(2, 'Meridian Opus', {
      parameters: {
        temperature: 0.2,
        maxOutputTokens: 2000,
        reasoningEffort: 'high',
        systemPrompt: 'Answer like a staff engineer.\nBe brief.',
      },
    }),
    sampleColumn(3, 'Sim: Fast'),
    sampleColumn(4, 'Pico 8B'),
    sampleColumn(5, 'Nova Large'),
    sampleColumn(6, 'Old Model', { isRemoved: true }),
  ].slice(0, columnCount);
  const simulated = (answer: Answer): Answer => ({
    ...answer,
    asked: {
      ...answer.asked,
      isSimulated: true,
      vendorId: 'simulator',
      operator: 'Simulated on this computer',
      connectionLabel: 'Simulated models',
    },
    cost: { kind: 'simulated', amountUsd: 0.0021, provenance: { sentence: 'Invented for the simulation.' } },
  });
  const answersOfTurn = (turn: number): Answer[] =>
    columns.flatMap((column, index) => {
      const number = turn * 10 + index;
      if (turn === 2 && index === 3) return [];
      if (index === 1)
        return [
          sampleAnswer(number + 500, column, 'A first try that was', {
            status: 'interrupted',
            failure: { kind: 'stream_broken', message: 'socket hang up' },
          }),
          sampleAnswer(number, column, turn === 1 ? longAnswer : shortAnswer, {
            parts: [
              reasoning,
              { type: 'text', text: turn === 1 ? longAnswer : shortAnswer },
              { type: 'citation', url: 'https://example.com/source', title: 'Scaling notes' },
            ],
            usage: {
              inputTokens: 412,
              outputTokens: 911,
              reasoningTokens: 402,
              cacheReadTokens: 128,
              source: 'reported',
            },
            attempts: 2,
          }),
        ];
      if (index === 2)
        return [simulated(sampleAnswer(number, column, `Your prompt has 9 words. ${shortAnswer}`))];
      if (index === 3) {
        return [
          sampleAnswer(number, column, 'A replica helps reads, and', {
            status: 'interrupted',
            failure: { kind: 'stream_truncated', message: 'the stream ended early' },
            cost: { kind: 'local', provenance: { sentence: 'Runs on this computer.' } },
            asked: {
              ...sampleAnswer(number, column, '').asked,
              operator: 'This computer',
              connectionLabel: 'Ollama',
              vendorId: 'ollama',
            },
          }),
        ];
      }
      if (index === 4)
        return [
          sampleAnswer(number, column, '', {
            status: 'failed',
            parts: [],
            failure: {
              kind: 'rate_limit',
              message: 'Rate limit reached for requests per minute',
              status: 429,
            },
            timings: { startedAt: exportedAt, sentMs: 0, endedMs: 320 },
            cost: { kind: 'unknown', provenance: { sentence: 'No price is known for this model.' } },
          }),
        ];
      return [
        sampleAnswer(
          number,
          column,
          index === 0 && turn === 1 ? shortAnswer : index === 5 ? shortAnswer : longAnswer,
        ),
      ];
    });
  return {
    chat: sampleChat('Should we shard the orders database?', columns),
    turns: [
      sampleTurn(
        1,
        'Our orders table has 400 million rows and reports are slow.\nWhat should we do first, and why?',
        answersOfTurn(1),
      ),
      sampleTurn(2, 'And if writes double next year?', answersOfTurn(2)),
    ],
  };
};
