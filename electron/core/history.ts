// What a column's model should see of a chat: its own past and nothing of the other columns. Pure.
import { answersOf, answerText, type Turn } from '../../shared/chat.ts';
import type { ColumnId, TurnId } from '../../shared/id.ts';
import type { Message } from './providers/provider.ts';

/**
 * The messages for one request: earlier turns this column took part in, then the prompt of `turnId`.
 * Reasoning is never replayed (vendors refuse it, or bind it to one model). An answer without text is left out, and its prompt
 * joins the next one, because vendors demand that roles alternate.
 */
export const history = (turns: readonly Turn[], turnId: TurnId, columnId: ColumnId): Message[] => {
  const messages: Message[] = [];
  const add = (role: Message['role'], text: string): void => {
    const last = messages.at(-1);
    if (last?.role === role) last.text += `\n\n${text}`;
    else messages.push({ role, text });
  };
  for (const turn of turns) {
    if (turn.id === turnId) {
      add('user', turn.prompt);
      break;
    }
    const answer = answersOf(turn, columnId).at(-1);
    if (answer === undefined) continue;
    add('user', turn.prompt);
    const text = answerText(answer);
    if (text.trim() !== '') add('assistant', text);
  }
  return messages;
};
