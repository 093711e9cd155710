import { Search } from 'lucide-react';
import layout from './layout.module.css';
import styles from './search-box.module.css';
import type { ListCursor } from './use-list-cursor.ts';

export interface SearchBoxProps {
  label: string;
  placeholder: string;
  value: string;
  /** How many options the list has now. */
  count: number;
  cursor: ListCursor;
  /** Takes the focus when it appears within a dialog that is open already. */
  takesFocus?: boolean;
  onChange: (value: string) => void;
}

/** The box above a list that is searched. The list itself is its `listbox`, with the ids the cursor gives. */
export const SearchBox = ({
  label,
  placeholder,
  value,
  count,
  cursor,
  takesFocus = false,
  onChange,
}: SearchBoxProps) => (
  <>
    <div className={styles.box}>
      <Search aria-hidden="true" />
      <input
        className={styles.input}
        aria-label={label}
        role="combobox"
        aria-expanded={count > 0}
        aria-controls={cursor.listId}
        aria-autocomplete="list"
        aria-activedescendant={cursor.activeIndex >= 0 ? cursor.optionId(cursor.activeIndex) : undefined}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        data-autofocus=""
        // biome-ignore lint/a11y/noAutofocus: choosing is what such a step is for
        autoFocus={takesFocus}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          cursor.moveTo(0);
        }}
        onKeyDown={cursor.onKeyDown}
      />
    </div>
    <span role="status" className={layout.hidden}>
      {count === 1 ? '1 choice' : `${count} choices`}
    </span>
  </>
);
