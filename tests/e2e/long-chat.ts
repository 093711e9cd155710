// The app on a profile whose one chat is long: filled by the store itself, as if it had been asked and answered turn by turn.
import { openStore } from '../../electron/core/store/open-store.ts';
import type { Event } from '../../shared/event.ts';
import { reduce } from '../../shared/reduce.ts';
import { emptyState, type State } from '../../shared/state.ts';
import { sampleAnswer, sampleChat, sampleColumn, sampleTurn } from '../shared/sample.ts';
import { test as base } from './app.ts';

export const turnCount = 1000;
export const columnNames = ['Ash', 'Birch', 'Cedar', 'Elm'];
/** Stands once in the whole chat: in the answer of Cedar to the first prompt. */
export const needle = 'Quetzalcōātl';

const words =
  'lantern river copper meadow signal harbour engine pepper window marble winter candle thread garden '.repeat(
    2,
  );

/** Of very different lengths, with what answers are made of. */
const answerText = (turn: number, column: number): string => {
  const paragraphs = Array.from(
    { length: 2 + ((turn * 7 + column * 3) % 6) },
    (_, index) => `Paragraph ${index + 1} of turn ${turn}: ${words}`,
  );
  const list = `- first of ${turn}\n- **second** of ${turn}\n- third, with \`code\`\n`;
  const code = turn % 5 === 0 ? `\n\`\`\`js\nconst turn = ${turn};\n\`\`\`\n` : '';
  const found = turn === 1 && columnNames[column] === 'Cedar' ? `\n\nHere is **${needle}** for once.` : '';
  return `## Turn ${turn}, ${columnNames[column]}\n\n${paragraphs.join('\n\n')}\n\n${list}${code}${found}`;
};

/** Writes the chat into an empty profile. */
export const fillLongChat = (dataDir: string, turns = turnCount): void => {
  const store = openStore({ dataDir, onHealth: () => undefined, log: () => undefined });
  store.load();
  const columns = columnNames.map((label) => sampleColumn({ label }));
  const chat = sampleChat({ title: 'A long chat', columns });
  const created: Event = { type: 'chat-created', chat };
  let state: State = reduce(emptyState, created);
  store.save(created, state);
  for (let number = 1; number <= turns; number += 1) {
    const turn = sampleTurn(
      columns.map((column, index) =>
        sampleAnswer(column, {
          status: 'complete',
          parts: [{ type: 'text', text: answerText(number, index) }],
          timings: { startedAt: 1_000, sentMs: 0, firstContentMs: 20, lastContentMs: 400, endedMs: 410 },
          attempts: 1,
          finish: { reason: 'stop' },
        }),
      ),
      { prompt: `Prompt number ${number}: what about it?` },
    );
    const added: Event = { type: 'turn-added', chatId: chat.id, turn };
    state = { ...reduce(state, added), turns: { [chat.id]: [turn] } };
    store.save(added, state);
  }
  store.close();
};

export const test = base.extend({
  fillProfile: async ({ hostName: _ }, use) => use((dataDir: string) => fillLongChat(dataDir)),
});
