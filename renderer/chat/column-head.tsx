import { clsx } from 'clsx';
import {
  ArrowLeft,
  ArrowRight,
  Copy,
  Ellipsis,
  Replace,
  SlidersHorizontal,
  StretchHorizontal,
  Trash2,
  TriangleAlert,
} from 'lucide-react';
import { memo } from 'react';
import type { Column } from '../../shared/chat.ts';
import type { Connection } from '../../shared/connection.ts';
import type { ChatId } from '../../shared/id.ts';
import { parameterNotes } from '../columns/parameter-notes.ts';
import { useModelFacts } from '../models/use-model-facts.ts';
import { isSimulated } from '../state/select.ts';
import { useCollate } from '../state/store.ts';
import { useViewControls } from '../state/view.ts';
import { Badge } from '../ui/badge.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import layout from '../ui/layout.module.css';
import { Menu } from '../ui/menu.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './column-head.module.css';
import { parameterChips } from './parameter-chips.ts';
import { useColumnCommands } from './use-column-commands.ts';

/** "OpenAI · Azure · eu-west-1": connection, operator and region, without saying one thing twice. */
const whereabouts = (connection: Connection | undefined): string => {
  if (connection === undefined || connection.isRemoved === true) return 'Connection removed';
  const { label, operator, region } = connection;
  return [label, operator === label ? undefined : operator, region]
    .filter((each) => each !== undefined && each !== '')
    .join(' · ');
};

export interface ColumnHeadProps {
  chatId: ChatId;
  column: Column;
  /** Unique in the chat. */
  label: string;
  isFirst: boolean;
  isLast: boolean;
}

/** Who answers in this column, where that runs, with which parameters; and what can be done to the column. */
export const ColumnHead = memo(({ chatId, column, label, isFirst, isLast }: ColumnHeadProps) => {
  const connection = useCollate((state) => state.connections[column.model.connectionId]);
  const view = useViewControls();
  const commands = useColumnCommands(chatId);
  const facts = useModelFacts(column.model);
  const chips = parameterChips(column.parameters, parameterNotes(facts, column.parameters, Date.now()));
  const where = whereabouts(connection);
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <Tooltip content={`${label}\n${column.model.modelId}`}>
          <h2 className={styles.label}>{label}</h2>
        </Tooltip>
        <Menu
          trigger={
            <IconButton size="small" label="Column menu" icon={<Ellipsis />} className={styles.menu} />
          }
          items={[
            {
              label: 'Parameters',
              icon: <SlidersHorizontal />,
              onSelect: () => view.openDialog({ name: 'parameters', columnId: column.id }),
            },
            {
              label: 'Change model',
              icon: <Replace />,
              onSelect: () => view.openDialog({ name: 'change-model', columnId: column.id }),
            },
            { label: 'Duplicate', icon: <Copy />, onSelect: () => commands.duplicate(column) },
            'separator',
            {
              label: 'Move left',
              icon: <ArrowLeft />,
              shortcut: 'Alt+Shift+←',
              isDisabled: isFirst,
              onSelect: () => commands.move(column.id, 'left'),
            },
            {
              label: 'Move right',
              icon: <ArrowRight />,
              shortcut: 'Alt+Shift+→',
              isDisabled: isLast,
              onSelect: () => commands.move(column.id, 'right'),
            },
            {
              label: 'Share the width equally',
              icon: <StretchHorizontal />,
              isDisabled: column.width === undefined,
              onSelect: () => commands.resize(column.id, null),
            },
            'separator',
            {
              label: 'Remove',
              icon: <Trash2 />,
              isDanger: true,
              onSelect: () => void commands.remove({ ...column, label }),
            },
          ]}
        />
      </div>
      <div className={styles.line}>
        {isSimulated(column) && (
          <Tooltip content="A simulated model on this computer: its text, speed and prices are invented.">
            <Badge tone="simulated">Sim</Badge>
          </Tooltip>
        )}
        <Tooltip content={where}>
          <p className={styles.where}>{where}</p>
        </Tooltip>
      </div>
      {chips.length > 0 && (
        <p className={styles.chips}>
          {chips.map((chip) => (
            <Tooltip key={chip.text} content={chip.detail}>
              <button
                type="button"
                className={clsx(styles.chip, chip.isRefused && styles.refused)}
                onClick={() => view.openDialog({ name: 'parameters', columnId: column.id })}
              >
                {chip.isRefused && <TriangleAlert aria-hidden="true" />}
                {chip.text}
                {chip.isRefused && <span className={layout.hidden}> (not taken by this model)</span>}
              </button>
            </Tooltip>
          ))}
        </p>
      )}
    </header>
  );
});
