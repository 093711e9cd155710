import { ArrowUp, Square } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type Chat, visibleColumns } from '../../shared/chat.ts';
import { type AnswerId, newId } from '../../shared/id.ts';
import { untitled } from '../chats/starter.ts';
import { isChatRunning } from '../state/select.ts';
import { useApi, useCollate, useReadState } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { useView, useViewControls } from '../state/view.ts';
import { Button } from '../ui/button.tsx';
import styles from './composer.module.css';
import { draftOf, promptOf } from './draft-text.ts';
import { PastedTexts } from './pasted-texts.tsx';
import { titleOf } from './title-of.ts';
import { useDraft } from './use-draft.ts';

/** "the column", "both columns", "all 3 columns". */
const namedColumns = (count: number): string =>
  count === 1 ? 'the column' : count === 2 ? 'both columns' : `all ${count} columns`;

const placeholders = (columnCount: number): string =>
  columnCount === 0 ? 'Prompt' : columnCount === 1 ? 'Ask the model…' : `Ask ${namedColumns(columnCount)}…`;

/** The prompt for all columns. Typing draws nothing: the text stays in the text area until it is sent. */
export const Composer = ({ chat }: { chat: Chat }) => {
  const view = useViewControls();
  const api = useApi();
  const readState = useReadState();
  const command = useCommand();
  const textRef = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft(chat.id, textRef);
  const [hasFailed, setHasFailed] = useState(false);
  const proposal = useView((state) => state.proposal);
  const isRunning = useCollate((state) => isChatRunning(state, chat.id));
  const columnCount = visibleColumns(chat).length;

  const reason =
    columnCount === 0
      ? 'Add a column before sending.'
      : isRunning
        ? 'Answers are still coming in.'
        : draft.isBlank
          ? 'Write a prompt to send.'
          : undefined;

  const { put } = draft;
  useEffect(() => {
    if (proposal === undefined || proposal.chatId !== chat.id) return;
    put(draftOf(proposal.prompt));
    textRef.current?.focus();
    view.endProposal();
  }, [proposal, chat.id, put, view]);

  const send = async () => {
    textRef.current?.focus();
    if (reason !== undefined) return;
    const sent = view.draft(chat.id);
    const prompt = promptOf(sent);
    const now = readState().chats[chat.id] ?? chat;
    const answers = visibleColumns(now).map((column) => ({
      columnId: column.id,
      answerId: newId<AnswerId>(),
    }));
    put({ text: '', pasted: [] });
    const isAccepted = await command(api.ask({ chatId: chat.id, turnId: newId(), prompt, answers }));
    setHasFailed(!isAccepted);
    // Nothing typed is lost: what was refused comes back, before anything typed meanwhile.
    if (!isAccepted) put(draftOf(promptOf({ text: view.draft(chat.id).text, pasted: [prompt] })));
    else if (now.title === untitled)
      void command(api.renameChat({ chatId: chat.id, title: titleOf(prompt) }));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word. 229: the same, where composing has ended a moment too early.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void send();
  };

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={styles.box}>
        <div className={styles.entry}>
          {draft.pasted.length > 0 && <PastedTexts texts={draft.pasted} onRemove={draft.removePasted} />}
          <textarea
            ref={textRef}
            aria-label="Prompt"
            aria-describedby="composer-hint"
            className={styles.text}
            rows={1}
            defaultValue={view.draft(chat.id).text}
            placeholder={placeholders(columnCount)}
            onInput={draft.onInput}
            onKeyDown={onKeyDown}
          />
        </div>
        <div className={styles.actions}>
          {isRunning && (
            <Button
              icon={<Square className={styles.stop} />}
              onClick={() => void command(api.stopChat({ chatId: chat.id }))}
            >
              Stop all
            </Button>
          )}
          <Button
            type="submit"
            variant="primary"
            icon={<ArrowUp />}
            aria-disabled={reason !== undefined}
            aria-describedby="composer-hint"
          >
            Send
          </Button>
        </div>
      </div>
      <p id="composer-hint" className={styles.hint}>
        {reason ?? (
          <>
            {hasFailed && 'Not sent. '}
            <kbd>Enter</kbd> sends to {namedColumns(columnCount)}, <kbd>Shift</kbd>+<kbd>Enter</kbd> breaks
            the line
          </>
        )}
      </p>
    </form>
  );
};
