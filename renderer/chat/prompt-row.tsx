import { ChevronDown, ChevronUp, Copy, Ellipsis, FileDown, PencilLine } from 'lucide-react';
import { memo } from 'react';
import { formatCount, formatWhen } from '../../shared/format.ts';
import type { ChatId } from '../../shared/id.ts';
import { selectTurn } from '../state/select.ts';
import { useCollate } from '../state/store.ts';
import { useViewControls } from '../state/view.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { useCopy } from '../ui/use-copy.ts';
import { promptRow } from './grid-rows.ts';
import { unfoldedKey, useKept } from './kept.ts';
import styles from './prompt-row.module.css';

/** Longer prompts are folded: about six lines on a laptop. */
const foldedCharacters = 700;
const foldedLines = 6;
/** Beyond this the window would labour over text that nobody reads to its end; copying gives all of it. */
const maxShownCharacters = 200_000;

const isLong = (prompt: string): boolean =>
  prompt.length > foldedCharacters || prompt.split('\n', foldedLines + 1).length > foldedLines;

/** The prompt of a turn across all columns. */
export const PromptRow = memo(({ chatId, turnIndex }: { chatId: ChatId; turnIndex: number }) => {
  const prompt = useCollate((state) => selectTurn(state, chatId, turnIndex)?.prompt ?? '');
  const askedAt = useCollate((state) => selectTurn(state, chatId, turnIndex)?.askedAt ?? 0);
  const turnId = useCollate((state) => selectTurn(state, chatId, turnIndex)?.id);
  const [isOpen, setIsOpen] = useKept(unfoldedKey(turnIndex), false);
  const view = useViewControls();
  const copy = useCopy();
  const isFoldable = isLong(prompt);
  const shown = prompt.slice(0, isFoldable && !isOpen ? foldedCharacters * 2 : maxShownCharacters);
  const hidden = isOpen ? prompt.length - shown.length : 0;
  return (
    <fieldset
      className={styles.row}
      style={{ gridRow: promptRow(turnIndex) }}
      aria-label={`Turn ${turnIndex + 1}`}
      data-prompt={turnIndex}
      data-turn-id={turnId}
    >
      <p className={styles.meta}>
        <span className={styles.number}>{turnIndex + 1}</span>
        <time dateTime={new Date(askedAt).toISOString()}>{formatWhen(askedAt, Date.now())}</time>
      </p>
      <div className={styles.body}>
        <p className={styles.prompt} data-text data-folded={(isFoldable && !isOpen) || undefined}>
          {shown}
        </p>
        {hidden > 0 && (
          <p className={styles.rest}>{formatCount(hidden)} more characters. Copy the prompt to read them.</p>
        )}
        {isFoldable && (
          <Button
            size="small"
            variant="ghost"
            icon={isOpen ? <ChevronUp /> : <ChevronDown />}
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
            className={styles.fold}
          >
            {isOpen ? 'Show less' : `Show all ${formatCount(prompt.length)} characters`}
          </Button>
        )}
      </div>
      <Menu
        trigger={<IconButton size="small" label="Turn menu" icon={<Ellipsis />} className={styles.menu} />}
        items={[
          { label: 'Copy prompt', icon: <Copy />, onSelect: () => void copy(prompt, 'Copied the prompt.') },
          {
            label: 'Edit as new prompt',
            icon: <PencilLine />,
            onSelect: () => view.proposePrompt(chatId, prompt),
          },
          {
            label: 'Export this turn',
            icon: <FileDown />,
            isDisabled: turnId === undefined,
            onSelect: () => {
              if (turnId !== undefined) view.openDialog({ name: 'export', turnId });
            },
          },
        ]}
      />
    </fieldset>
  );
});
