import { FileText, X } from 'lucide-react';
import { formatCount } from '../../shared/format.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './composer.module.css';

/** Enough to recognise a text by. */
const previewCharacters = 300;

export interface PastedTextsProps {
  texts: readonly string[];
  onRemove: (index: number) => void;
}

/** Large texts that will be sent before what is typed. */
export const PastedTexts = ({ texts, onRemove }: PastedTextsProps) => (
  <ul className={styles.pasted} aria-label="Pasted texts">
    {texts.map((text, index) => {
      const key = `${index} ${text.length}`;
      return (
        <li key={key}>
          <Tooltip content={`${text.slice(0, previewCharacters)}…`}>
            <button type="button" className={styles.pastedName}>
              <FileText aria-hidden="true" />
              Pasted text, {formatCount(text.length)} characters
            </button>
          </Tooltip>
          <IconButton size="small" label="Remove pasted text" icon={<X />} onClick={() => onRemove(index)} />
        </li>
      );
    })}
  </ul>
);
